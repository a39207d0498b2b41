import { describe, expect, it } from 'vitest';
import { triesOf } from './harness/counts';
import { buildProgram, runProgram } from './harness/program';
import { tell } from './harness/tell';

const seeds = ['20251202', '30251202'];

describe('a dossier through any sequence of edits, undoing, closings, kills and looks back', () => {
  it('holds what a plain model of it holds', async () => {
    const program = await buildProgram('model');
    const share = String(Math.ceil(triesOf('modelCommands') / seeds.length));
    const taken = (await Promise.all(seeds.map((seed) => runProgram(program, share, seed)))).map(Number);
    const total = taken.reduce((sum, count) => sum + count, 0);
    tell(`model: ${total} commands over store, undo and history, 0 divergences`);
    expect(total).toBeGreaterThanOrEqual(triesOf('modelCommands'));
  });
});

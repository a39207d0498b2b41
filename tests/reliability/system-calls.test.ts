import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDossier } from '../unit/host/folder-fixture';
import { faultsOf, middlesOfWrites, tryFaults, tryShortWrites } from './harness/failing-disk';
import { findWritingFaults } from './harness/order-of-calls';
import { buildProgram } from './harness/program';
import { Sessions } from './harness/system-calls';
import { tell } from './harness/tell';

let sessions: Sessions;
beforeAll(async () => {
  sessions = new Sessions(await buildProgram('session'));
});
afterAll(() => sessions.end());

/** What a session acknowledges when nothing goes wrong. */
const acts = ['one', 'two', 'undo', 'attach', 'redo', 'large', 'three', 'four', 'close'];

describe('the system calls of a session', () => {
  it('flush each edit before it is acknowledged, and each file before it gets its name', async () => {
    const { said, calls } = await sessions.traced(await newDossier());
    expect(said.filter((line) => line.startsWith('acknowledged'))).toEqual(acts.map((act) => `acknowledged ${act}`));
    expect(findWritingFaults(calls)).toEqual([]);
    expect(calls.filter(({ name }) => name === 'rename').length).toBeGreaterThan(4);
  });
});

describe('a disk that says no', () => {
  it('is told in words, memory is what the disk holds, and work goes on once it says yes, whichever call fails', async () => {
    const { calls } = await sessions.traced(await newDossier());
    const trials = faultsOf(calls);
    let refused = 0;
    for (const trial of trials) {
      const outcome = await tryFaults(sessions, trial);
      expect(outcome.faults).toEqual([]);
      refused += outcome.refused;
    }
    tell(`failing system calls: ${trials.length} sessions, ${refused} acts refused, 0 with memory unlike the disk`);
    expect(trials.length).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(trials.length / 4);
  });

  it('takes a part of a write, and that is treated as if it had taken nothing', async () => {
    const { calls } = await sessions.traced(await newDossier());
    const limits = middlesOfWrites(calls);
    let refused = 0;
    for (const limit of limits) {
      const outcome = await tryShortWrites(sessions, limit);
      expect(outcome.faults).toEqual([]);
      refused += outcome.refused;
    }
    tell(`writes cut short: ${limits.length} sessions, ${refused} acts refused, 0 with memory unlike the disk`);
    expect(limits.length).toBeGreaterThan(10);
    expect(refused).toBeGreaterThan(limits.length);
  });
});

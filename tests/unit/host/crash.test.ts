import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { trackIds } from './folder-edits';
import { newDossier, openIt, readIt } from './folder-fixture';

const root = join(import.meta.dirname, '../../..');
const outDir = join(root, '.cache/crash-child');

beforeAll(async () => {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'crash-child.ts'), outDir, emptyOutDir: true, target: 'node20' },
  });
}, 60_000);

/** Runs a process that edits without end, kills it after some acknowledgements, and answers what it acknowledged. */
function editAndKill(path: string, prefix: string, acknowledgements: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(outDir, 'crash-child.js'), path, prefix]);
    let said = '';
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').length > acknowledgements) child.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.on('close', (_, signal) => {
      // A line that was cut short was acknowledged all the same, but cannot be checked.
      if (signal === 'SIGKILL') resolve(said.split('\n').slice(0, -1));
      else reject(new Error(complaint));
    });
  });
}

describe('a process killed while it edits', () => {
  it('loses no edit that it acknowledged, ten times in a row', async () => {
    const path = await newDossier();
    const acknowledged: string[] = [];
    for (let round = 0; round < 10; round += 1) {
      acknowledged.push(...(await editAndKill(path, `round-${round}`, 3 + round * 4)));
      const { store, remarks } = await readIt(path);
      expect(trackIds(store.dossier)).toEqual(expect.arrayContaining(acknowledged));
      expect(remarks).toEqual([]);
    }
    const { store } = await openIt(path);
    expect(store.access.mode).toBe('write');
    expect(trackIds(store.dossier)).toEqual(expect.arrayContaining(acknowledged));
    expect(acknowledged.length).toBeGreaterThan(200);
  }, 60_000);
});

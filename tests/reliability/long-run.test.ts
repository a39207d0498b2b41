import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { newDossier, openIt } from '../unit/host/folder-fixture';
import { triesOf } from './harness/counts';
import { PlainModel, fingerprintOf } from './harness/plain-model';
import { takeAct } from './harness/take-act';
import { tell } from './harness/tell';

const share = 10;
// Bounds, not goals: far from what is usual, near enough to notice what grows with every edit.
const mostMemoryGrowth = 64 * 1024 * 1024;
const mostSlowdown = 5;

describe('a session of ten thousand edits', () => {
  it('keeps memory flat, acknowledges as at first, and holds what was done', async () => {
    const edits = triesOf('longRun');
    const { store } = await openIt(await newDossier());
    const model = new PlainModel('single edits', 7, store.dossier);
    const times: number[] = [];
    let memoryAfterFirst = 0;
    for (let count = 0; count < edits; count += 1) {
      const act = model.next();
      const start = performance.now();
      await takeAct(store, act);
      times.push(performance.now() - start);
      if (count === edits / share) memoryAfterFirst = usedMemory();
    }
    expect(fingerprintOf(store.dossier)).toBe(model.fingerprint);
    const growth = usedMemory() - memoryAfterFirst;
    const [first, last] = [median(times.slice(0, edits / share)), median(times.slice(-edits / share))];
    tell(
      `long run: ${edits} edits, median acknowledgement ${first.toFixed(1)} ms at first and ${last.toFixed(1)} ms at last, memory ${(growth / 1024 / 1024).toFixed(0)} MiB more`,
    );
    expect(growth).toBeLessThan(mostMemoryGrowth);
    expect(last / first).toBeLessThan(mostSlowdown);
    await store.close();
  });
});

// What waits to be collected is no growth, and how much of it there is depends on the moment.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function usedMemory(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

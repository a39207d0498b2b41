import { beforeAll, describe, expect, it } from 'vitest';
import { newDossier, openIt } from '../unit/host/folder-fixture';
import { trackIds } from '../unit/host/folder-edits';
import { findWritingFaults } from './harness/order-of-calls';
import { buildProgram } from './harness/program';
import { runTraced, writingCalls, type CallFault } from './harness/system-calls';
import { tell } from './harness/tell';

let session: string;
beforeAll(async () => {
  session = await buildProgram('session');
});

describe('the system calls of a session', () => {
  it('flush each edit before it is acknowledged, and each file before it gets its name', async () => {
    const { said, calls } = await runTraced(session, [await newDossier()]);
    expect(said.filter((line) => line.startsWith('acknowledged'))).toHaveLength(6);
    expect(findWritingFaults(calls)).toEqual([]);
  });
});

describe('a disk that says no', () => {
  it('is told in words, and memory is what the disk holds, whichever call fails', async () => {
    const { calls } = await runTraced(session, [await newDossier()]);
    const faults = writingCalls.flatMap((call) => {
      const count = calls.filter(({ name }) => name === call).length;
      return Array.from({ length: count }, (_, index) => index + 1).flatMap((number): CallFault[] =>
        (['ENOSPC', 'EIO'] as const).flatMap((error) =>
          [false, true].map((isLasting) => ({ call, number, error, isLasting })),
        ),
      );
    });
    let refused = 0;
    for (const fault of faults) {
      const path = await newDossier();
      const { said } = await runTraced(session, [path], fault);
      const memory = said.find((line) => line.startsWith('memory '))?.slice(7);
      refused += said.filter((line) => line.startsWith('refused ')).length;
      const { store, remarks } = await openIt(path);
      const where = `${fault.call} no. ${fault.number} ${fault.isLasting ? 'and all after it fail' : 'fails'} with ${fault.error}`;
      expect(trackIds(store.dossier).join(' '), where).toBe(memory ?? '');
      expect(remarks, where).toEqual([]);
      // Once the cause is gone, work goes on.
      expect(store.access, where).toEqual({ mode: 'write' });
      await store.close();
    }
    tell(
      `failing system calls: ${faults.length} sessions, ${refused} acts refused in words, 0 with memory unlike the disk`,
    );
    expect(faults.length).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(faults.length / 4);
  });
});

import { describe, expect, it } from 'vitest';
import { newDossier } from '../unit/host/folder-fixture';
import { findWritingFaults } from './harness/order-of-calls';
import { buildProgram, type Plant } from './harness/program';
import { runTraced } from './harness/system-calls';

/** Faults that a person could make, and what the record of system calls is to say of each. */
const faults: readonly { name: string; plants: readonly Plant[]; noticed: RegExp }[] = [
  {
    name: 'the journal is not flushed',
    plants: [{ file: 'host/journal.ts', replace: 'await file.datasync();', by: '' }],
    noticed: /acknowledged one while journal\.jsonl was not flushed/,
  },
  {
    name: 'an edit is acknowledged before it is flushed',
    plants: [
      {
        file: 'host/journal.ts',
        replace: 'await file.datasync();',
        by: 'void new Promise((resolve) => setTimeout(resolve, 20)).then(() => file.datasync().catch(() => undefined));',
      },
    ],
    noticed: /acknowledged one while journal\.jsonl was not flushed/,
  },
  {
    name: 'a temporary file is not flushed before it gets its name',
    plants: [{ file: 'host/durable-file.ts', replace: '    await file.sync();\n', by: '' }],
    noticed: /dossier\.json got its name before it was flushed/,
  },
  {
    name: 'a folder is not flushed after a file in it got its name',
    plants: [{ file: 'host/durable-file.ts', replace: '  await disk.syncFolder(folder);\n', by: '' }],
    noticed: /while the folder .* was not flushed|while another was not flushed/,
  },
  {
    name: 'the journal is shortened before the snapshot is written',
    plants: [
      {
        file: 'host/compaction.ts',
        replace: '  await low.write();\n  await history.add(lines);\n',
        by: '  await history.add(lines);\n',
      },
    ],
    noticed: /journal\.jsonl was replaced before dossier\.json/,
  },
];

describe('a fault planted on purpose', () => {
  it.each(faults)('is noticed: $name', async ({ plants, noticed }) => {
    const session = await buildProgram('session', plants);
    const { calls } = await runTraced(session, [await newDossier()]);
    expect(findWritingFaults(calls).join('\n')).toMatch(noticed);
  });
});

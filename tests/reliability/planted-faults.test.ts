import { describe, expect, it } from 'vitest';
import { newDossier } from '../unit/host/folder-fixture';
import { faultsOf, middlesOfWrites, tryFaults, tryShortWrites } from './harness/failing-disk';
import { killAgainAndAgain } from './harness/kills';
import { findWritingFaults } from './harness/order-of-calls';
import { countWriters, writesWhenItWakes } from './harness/two-processes';
import { findLosses } from './harness/power-cuts';
import { buildProgram, type Plant } from './harness/program';
import { Sessions, type CallFault } from './harness/system-calls';
import { tell } from './harness/tell';

/** A check of the suite, over a Parley with faults in it: what it has to say. */
type Check = (plants: readonly Plant[]) => Promise<readonly string[]>;

async function inSessions<T>(plants: readonly Plant[], use: (sessions: Sessions) => Promise<T>): Promise<T> {
  const sessions = new Sessions(await buildProgram('session', plants));
  try {
    return await use(sessions);
  } finally {
    await sessions.end();
  }
}

const orderOfCalls: Check = (plants) =>
  inSessions(plants, async (sessions) => findWritingFaults((await sessions.traced(await newDossier())).calls));

const failingCalls =
  (isTried: (faults: readonly CallFault[]) => boolean): Check =>
  (plants) =>
    inSessions(plants, async (sessions) => {
      const { calls } = await sessions.traced(await newDossier());
      for (const trial of faultsOf(calls).filter(isTried)) {
        const { faults } = await tryFaults(sessions, trial);
        if (faults.length > 0) return faults;
      }
      return [];
    });

const shortWrites: Check = (plants) =>
  inSessions(plants, async (sessions) => {
    const { calls } = await sessions.traced(await newDossier());
    for (const limit of middlesOfWrites(calls)) {
      const { faults } = await tryShortWrites(sessions, limit);
      if (faults.length > 0) return faults;
    }
    return [];
  });

const onceFailing = (call: CallFault['call']) =>
  failingCalls((faults) => faults.length === 1 && faults.every((fault) => fault.call === call && !fault.isLasting));

const powerCuts: Check = (plants) => findLosses('ext4', 'single edits', 40, plants);
const kills: Check = async (plants) => (await killAgainAndAgain('compaction', 40, plants)).faults;

/** Faults that a person could make, the check that is to notice, and what it is to say. */
const faults: readonly { name: string; plant: Plant; check: Check; noticed: RegExp }[] = [
  {
    name: 'the journal is not flushed (order of calls)',
    plant: { file: 'host/journal.ts', replace: 'await file.datasync();', by: '' },
    check: orderOfCalls,
    noticed: /acknowledged one while journal\.jsonl was not flushed/,
  },
  {
    name: 'the journal is not flushed (power cut)',
    plant: { file: 'host/journal.ts', replace: 'await file.datasync();', by: '' },
    check: powerCuts,
    noticed: /lost/,
  },
  {
    name: 'an edit is acknowledged before it is flushed',
    plant: {
      file: 'host/journal.ts',
      replace: 'await file.datasync();',
      by: 'void new Promise((resolve) => setTimeout(resolve, 20)).then(() => file.datasync().catch(() => undefined));',
    },
    check: orderOfCalls,
    noticed: /acknowledged one while journal\.jsonl was not flushed/,
  },
  {
    name: 'a temporary file is not flushed before it gets its name',
    plant: { file: 'host/durable-file.ts', replace: '    await file.sync();\n', by: '' },
    check: orderOfCalls,
    noticed: /dossier\.json got its name before it was flushed/,
  },
  {
    name: 'a folder is not flushed after a file in it got its name',
    plant: { file: 'host/durable-file.ts', replace: '  await disk.syncFolder(folder);\n', by: '' },
    check: orderOfCalls,
    noticed: /while the folder .* was not flushed|while another was not flushed/,
  },
  {
    name: 'the journal is shortened before the snapshot is written',
    plant: { file: 'host/dossier-store.ts', replace: '      await writeSnapshot(this.#parts, compaction);\n', by: '' },
    check: orderOfCalls,
    noticed: /journal\.jsonl was replaced before dossier\.json/,
  },
  {
    name: 'an offline copy is not flushed before an edit names it',
    plant: {
      file: 'host/attachments.ts',
      replace: 'await writeDurably(path, content, disk);',
      by: 'await (await disk.open(path, "wx")).write(content, 0);',
    },
    check: orderOfCalls,
    noticed: /was not flushed/,
  },
  {
    name: 'the count of a short write is ignored',
    plant: { file: 'host/durable-file.ts', replace: 'written += taken;', by: 'written = bytes.length;' },
    check: shortWrites,
    noticed: /memory held|not go on|cut short|ended by itself/,
  },
  {
    name: 'half a record is left where a write failed',
    plant: { file: 'host/journal.ts', replace: 'if (!(await this.#isCutBack(file))) {', by: 'if (false) {' },
    check: shortWrites,
    noticed: /memory held|not go on|cut short|ended by itself/,
  },
  {
    name: 'memory changes before the disk',
    plant: {
      file: 'host/dossier-store.ts',
      replace: '    await this.#append(writer, line);\n    const committed = await this.#take(line);\n',
      by: '    const committed = await this.#take(line);\n    await this.#append(writer, line);\n',
    },
    check: onceFailing('pwrite64'),
    noticed: /memory held/,
  },
  {
    name: 'a flush that failed is tried again',
    plant: {
      file: 'host/journal.ts',
      replace: 'await file.datasync();',
      by: 'await file.datasync().catch(() => file.datasync());',
    },
    check: onceFailing('fdatasync'),
    noticed: /goes on although nobody knows/,
  },
  {
    name: 'edits made beside a compaction are not in the new journal',
    plant: {
      file: 'host/dossier-store.ts',
      replace: 'const later = this.#pending.slice(compaction.lines.length);',
      by: 'const later: JournalLine[] = [];',
    },
    check: kills,
    noticed: /lost|not there|damaged|before|nothing to undo/i,
  },
  {
    name: 'a lock is taken from a process that runs',
    plant: { file: 'host/lock.ts', replace: 'if (present !== null && (await isRunning(present)))', by: 'if (false)' },
    check: async (plants) => {
      const writers = await countWriters(plants);
      return writers === 1 ? [] : [`${writers} processes wrote`];
    },
    noticed: /\d processes wrote/,
  },
  {
    name: 'nobody looks whose the folder is before writing',
    plant: {
      file: 'host/write-hold.ts',
      replace: 'return (await lock.isHeld()) && (await journal.isOurs());',
      by: 'return lock !== journal;',
    },
    check: async (plants) => ((await writesWhenItWakes(plants)) ? ['it wrote when it woke'] : []),
    noticed: /wrote when it woke/,
  },
];

describe('a fault planted on purpose', () => {
  let count = 0;

  it.each(faults)('is noticed: $name', async ({ plant, check, noticed }) => {
    expect((await check([plant])).join('\n')).toMatch(noticed);
    count += 1;
  });

  it('is noticed every time', () => {
    tell(`planted faults: ${count} of ${faults.length} noticed by the check that should`);
    expect(count).toBe(faults.length);
    expect(count).toBeGreaterThanOrEqual(10);
  });
});

import { createDossierFolder, openDossierFolder } from '#host/dossier-folder';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trackIds } from '../../unit/host/folder-edits';
import { writingCalls, type CallFault, type Sessions, type SystemCall } from './system-calls';

/** What a session came to on a disk that said no. */
export interface Trial {
  /** How many acts were refused. */
  readonly refused: number;
  /** What should not have been, as sentences; empty when all was well. */
  readonly faults: readonly string[];
}

/** Lives a session of which some calls fail, and looks at the dossier it leaves. */
export function tryFaults(sessions: Sessions, faults: readonly CallFault[]): Promise<Trial> {
  const isTrusted = faults.every(({ call }) => call === 'pwrite64' || call === 'rename');
  const isDistrusted = faults.some(({ call }) => call === 'fdatasync');
  return tried(async (path) => {
    const { said } = await sessions.traced(path, faults);
    return { said, goesOn: isTrusted ? true : isDistrusted ? false : null };
  }, inWords(faults));
}

/** Lives a session in which a write that would make a file larger than so much is cut short. */
export function tryShortWrites(sessions: Sessions, mostBytes: number): Promise<Trial> {
  return tried(
    async (path) => ({ said: await sessions.limited(path, mostBytes), goesOn: true }),
    `no file beyond ${mostBytes} bytes`,
  );
}

/** Every call of a session made to fail, once and from then on; and a journal that can neither be written nor cut back. */
export function faultsOf(calls: readonly SystemCall[]): CallFault[][] {
  const numbers = (call: string) => calls.filter(({ name }) => name === call).map((_, index) => index + 1);
  const single = writingCalls.flatMap((call) =>
    numbers(call).flatMap((number) =>
      (['ENOSPC', 'EIO'] as const).flatMap((error) =>
        [false, true].map((isLasting): CallFault[] => [{ call, number, error, isLasting }]),
      ),
    ),
  );
  const uncut = numbers('pwrite64').map((number): CallFault[] => [
    { call: 'pwrite64', number, error: 'ENOSPC', isLasting: false },
    { call: 'ftruncate', number: 1, error: 'EIO', isLasting: true },
  ]);
  return [...single, ...uncut];
}

/** The sizes that lie in the middle of something that a session wrote, the smallest first. */
export function middlesOfWrites(calls: readonly SystemCall[]): number[] {
  const middles = calls
    .filter(({ name }) => name === 'pwrite64')
    .flatMap(({ what }) => {
      const [length, offset] = /, (\d+), (\d+)\)? +=/.exec(what)?.slice(1).map(Number) ?? [];
      return length === undefined || offset === undefined ? [] : [offset + Math.floor(length / 2)];
    });
  return [...new Set(middles)].sort((a, b) => a - b);
}

const inWords = (faults: readonly CallFault[]) =>
  faults
    .map(
      ({ call, number, error, isLasting }) => `${call} no. ${number}${isLasting ? ' and all after it' : ''}: ${error}`,
    )
    .join(', ');

/**
 * `goesOn` says whether the same session must take edits once nothing fails any more: true after a write that failed,
 * false after a flush of the journal that did, null where it depends on which file it was.
 */
async function tried(
  live: (path: string) => Promise<{ readonly said: readonly string[]; readonly goesOn: boolean | null }>,
  where: string,
): Promise<Trial> {
  const home = await mkdtemp(join(tmpdir(), 'parley-trial-'));
  try {
    const path = await createDossierFolder(join(home, 'dossier'), 'Talks');
    const { said, goesOn } = await live(path);
    const faults: string[] = [];
    const memory = said.find((line) => line.startsWith('memory '))?.slice(7);
    const [, tracksInMemory = ''] = /^\d+ (.*)$/.exec(memory ?? '') ?? [];
    const acknowledged = tracksOf(said);
    if (tracksInMemory !== acknowledged) faults.push(`memory held ${tracksInMemory}, acknowledged was ${acknowledged}`);
    const { store, remarks } = await openDossierFolder(path, {
      mode: 'write',
      acceptOutsideChanges: false,
      outsideBackups: null,
      now: () => new Date(),
      log: () => undefined,
    });
    const held = `${store.dossier.actors.size} ${trackIds(store.dossier).join(' ')}`;
    if (held !== memory) faults.push(`memory held ${memory} and the disk holds ${held}`);
    faults.push(...remarks);
    if (store.access.mode === 'read-only') faults.push(`it cannot be opened for editing: ${store.access.reason}`);
    await store.close();
    const hasGoneOn = said.includes('acknowledged four');
    if (said.includes('opened write') && goesOn !== null && hasGoneOn !== goesOn) {
      faults.push(goesOn ? 'work does not go on' : 'work goes on although nobody knows what is on disk');
    }
    return {
      refused: said.filter((line) => line.startsWith('refused ')).length,
      faults: faults.map((fault) => `${where}: ${fault}`),
    };
  } catch (error) {
    return { refused: 0, faults: [`${where}: ${error instanceof Error ? error.message : String(error)}`] };
  } finally {
    await rm(home, { recursive: true });
  }
}

/** The tracks that the acknowledged acts of a session lead to. */
function tracksOf(said: readonly string[]): string {
  const ids: string[] = [];
  let undone: string | undefined;
  for (const line of said) {
    const act = /^acknowledged (\w+)$/.exec(line)?.[1] ?? '';
    if (['one', 'two', 'three', 'four'].includes(act)) ids.push(act);
    if (act === 'undo') undone = ids.pop();
    if (act === 'redo' && undone !== undefined) ids.push(undone);
  }
  return ids.sort().join(' ');
}

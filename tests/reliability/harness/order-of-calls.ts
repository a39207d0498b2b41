import { basename, dirname } from 'node:path';
import type { SystemCall } from './system-calls';

/**
 * What is wrong with the order of a session's system calls: an acknowledgement of what is not flushed, a file that got its
 * name before it was flushed, or a folder that was not flushed after one of its names changed.
 */
export function findWritingFaults(calls: readonly SystemCall[]): string[] {
  const faults: string[] = [];
  /** Whether the journal says that a new snapshot is coming, which has not come. */
  let isAnnounced = false;
  const unflushed = new Set<string>();
  const unflushedFolders = new Set<string>();
  for (const { name, what } of calls) {
    const [file = ''] = /<([^>]+)>/.exec(what)?.slice(1) ?? [];
    // A lock says who writes now; after a power cut nobody does.
    const isWrite = name === 'pwrite64' || (name === 'write' && file.startsWith('/'));
    if (isWrite && basename(file) !== 'dossier.lock') unflushed.add(file);
    if (name === 'pwrite64' && what.includes('\\"kind\\":\\"compaction\\"')) isAnnounced = true;
    if (name === 'fdatasync' || name === 'fsync') {
      unflushed.delete(file);
      unflushedFolders.delete(file);
    }
    if (name === 'rename') {
      const [from = '', to = ''] = [...what.matchAll(/"([^"]*)"/g)].map(([, path]) => path);
      if (basename(to) === 'journal.jsonl' && isAnnounced)
        faults.push('journal.jsonl was replaced before dossier.json');
      if (basename(to) === 'dossier.json') isAnnounced = false;
      if (unflushed.has(from)) faults.push(`${basename(to)} got its name before it was flushed`);
      if (unflushedFolders.size > 0) faults.push(`${basename(to)} got its name while another was not flushed`);
      unflushedFolders.add(dirname(to));
    }
    if (name === 'write' && what.includes('"acknowledged')) {
      // No acknowledgement waits for a backup.
      const isAwaited = (path: string) => !path.includes('/backups');
      for (const each of [...unflushed].filter(isAwaited))
        faults.push(`${said(what)} while ${basename(each)} was not flushed`);
      for (const each of [...unflushedFolders].filter(isAwaited))
        faults.push(`${said(what)} while the folder ${basename(each)} was not flushed`);
    }
  }
  return faults;
}

const said = (what: string) => /"([^"\\]*)/.exec(what)?.[1] ?? what;

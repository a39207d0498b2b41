import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** Names a process so that another with the same number, later or elsewhere, is not taken for it. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Boot id and start time in clock ticks, where the system tells them (Linux); otherwise null. */
  readonly started: string | null;
}

/** This process. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  return { pid: process.pid, host: hostname(), started: await startOf(process.pid) };
}

/** Whether a process still runs. One on another machine cannot be asked and counts as running. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  if (identity.host !== hostname()) return true;
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // EPERM: it runs, and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  const started = await startOf(identity.pid);
  return started !== 'ended' && (identity.started === null || started === null || started === identity.started);
}

/**
 * When a process started, null where the system does not tell, `ended` for one that is gone but not yet taken note of by
 * its parent. Fields 3 and 22 of proc_pid_stat(5); the second field may itself hold spaces and brackets.
 */
async function startOf(pid: number): Promise<string | null> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return 'ended';
    const ticks = fields[19];
    return ticks === undefined ? null : `${boot}:${ticks}`;
  } catch {
    return null;
  }
}

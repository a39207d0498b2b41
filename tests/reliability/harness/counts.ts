/** How often each cause of loss is tried: in every run, and with PARLEY_RELIABILITY=full. */
const counts = {
  /** Kills of an editing process, for each workload. */
  kills: { usual: 50, full: 2500 },
  /** Power cuts while the app writes to ext4, and to XFS. */
  ext4Cuts: { usual: 200, full: 5000 },
  xfsCuts: { usual: 30, full: 500 },
  /** Commands over a store and a plain model of it. */
  modelCommands: { usual: 50_000, full: 5_000_000 },
  /** Inputs tampered with, for each reader. */
  mutations: { usual: 200, full: 7500 },
  /** Edits of one long session. */
  longRun: { usual: 10_000, full: 10_000 },
} as const;

/** The number of tries for this run. */
export function triesOf(what: keyof typeof counts): number {
  return counts[what][process.env['PARLEY_RELIABILITY'] === 'full' ? 'full' : 'usual'];
}

/** Runs once and answers how long it took, in milliseconds. */
export function timed<T>(run: () => T): { readonly ms: number; readonly value: T } {
  const start = performance.now();
  const value = run();
  return { ms: performance.now() - start, value };
}

/** The value that `part` of some measurements do not exceed: 0.95 for the 95th percentile. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.ceil(sorted.length * part) - 1, sorted.length - 1)] ?? Number.NaN;
}

/** Milliseconds as a table writes them. */
export function inMs(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  const digits = ms < 1 ? 3 : ms < 100 ? 1 : 0;
  return `${ms.toLocaleString('en-GB', { maximumFractionDigits: digits, minimumFractionDigits: Math.min(digits, 1) })} ms`;
}

/** What the command line asked for. */
export interface BenchOptions {
  /** The sizes to measure, in events; null leaves them to the topic. */
  readonly events: readonly number[] | null;
  /** Hears what is being measured. */
  say(line: string): void;
}

/** Rows of text under their headings. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One subject of the bench, in a file of its own. */
export interface Topic {
  /** What `--only` calls it. */
  readonly name: string;
  readonly title: string;
  run(options: BenchOptions): Promise<Table>;
}

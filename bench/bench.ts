import { brief } from './brief';
import { editing } from './edit';
import { figure } from './figure';
import { levelOfDetail } from './level-of-detail';
import { preview } from './preview';
import { searching } from './search';
import { timeline } from './timeline';
import type { BenchOptions, Table, Topic } from './topic';

const topics: readonly Topic[] = [levelOfDetail, timeline, searching, editing, figure, preview, brief];

/** What a topic measured. */
export interface Result extends Table {
  readonly name: string;
  readonly title: string;
}

/** Runs the topics that are asked for, one after the other; null runs all. Throws for a name that no topic has. */
export async function runBench(only: readonly string[] | null, options: BenchOptions): Promise<Result[]> {
  const unknown = only?.find((name) => !topics.some((topic) => topic.name === name));
  if (unknown !== undefined) {
    throw new Error(`There is no topic "${unknown}"; there are ${topics.map(({ name }) => name).join(', ')}.`);
  }
  const results: Result[] = [];
  for (const topic of topics) {
    if (only !== null && !only.includes(topic.name)) continue;
    results.push({ name: topic.name, title: topic.title, ...(await topic.run(options)) });
  }
  return results;
}

/** A result as a table in Markdown. */
export function inMarkdown({ title, columns, rows }: Result): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = columns.map((_, index) => (index === 0 ? '---' : '--:'));
  return [`### ${title}`, '', line(columns), line(rule), ...rows.map(line), ''].join('\n');
}

import { parseDay } from '#core/dates/calendar-day';
import { composeBrief } from '#core/brief/compose-brief';
import { toHtml } from '#core/brief/html';
import { toMarkdown } from '#core/brief/markdown';
import { narrow } from '#core/dossier/narrow';
import { everything, select } from '#core/query/selection';
import { toDocx } from '#host/brief/docx';
import { seededDossier } from '../tests/builders/seeded-dossier';

const today = parseDay('2025-12-02');

async function timed<T>(run: () => T | Promise<T>): Promise<{ ms: string; value: T }> {
  const start = performance.now();
  const value = await run();
  return { ms: `${(performance.now() - start).toFixed(1)} ms`, value };
}

/** The brief: composing it, each text writer, the Word file but for its figure, and narrowing for a page. */
export const brief = {
  name: 'brief',
  title: 'The brief and its writers',
  async run({ events, say }: { events: readonly number[] | null; say(line: string): void }) {
    const rows: string[][] = [];
    for (const count of [20, ...(events ?? [20, 100, 400])]) {
      say(`brief, ${count} events`);
      rows.push(await measure(count));
    }
    // The first round only warms up.
    return {
      columns: ['events', 'composed', 'Markdown', 'HTML', 'Word', 'narrowed'],
      rows: rows.slice(1),
    };
  },
};

async function measure(count: number): Promise<string[]> {
  const dossier = seededDossier(count, count);
  const composed = await timed(() => composeBrief(select(dossier, everything, today), { order: 'date', title: null }));
  const markdown = await timed(() => toMarkdown(composed.value, 'figure.svg'));
  const html = await timed(() => toHtml(composed.value, '<svg></svg>'));
  const picture = {
    svg: '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    png: Buffer.alloc(8),
    width: 600,
    height: 400,
  };
  const word = await timed(() => toDocx(composed.value, picture, today));
  const half = [...dossier.events.values()].filter((_, index) => index % 2 === 0);
  const narrowed = await timed(() => narrow(dossier, half));
  return [String(count), composed.ms, markdown.ms, html.ms, word.ms, narrowed.ms];
}

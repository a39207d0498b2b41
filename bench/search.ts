import { applyChange } from '#core/dossier/apply';
import type { Dossier } from '#core/model/dossier';
import { noFilters } from '#core/model/view';
import { facets } from '#core/query/filter';
import { search } from '#core/query/search';
import { searchIndexOf } from '#core/query/search-index';
import { completionsOf, readSearch, wishOf } from '#core/query/search-query';
import { largeDossier } from '../tests/builders/large-dossier';
import { inMs, percentile, timed } from './measure';
import type { BenchOptions, Topic } from './topic';

const today = Date.UTC(2025, 11, 2);
/** Typed letter by letter, as a reader does: names, a slip of the fingers, operators, several words. */
const typed = [
  'brandt',
  'zelensky',
  'geneva',
  'ratifcation due',
  'envoys meet in vienna',
  'kind:meeting actor:abelard grain',
  'before:2020 draft',
  'standing:disputed convoy',
];

/** What each key costs in the command field: reading the query, finding, ranking, completing. */
export const searching: Topic = {
  name: 'search',
  title: 'Search, a key at a time',
  run: ({ events, say }: BenchOptions) => {
    const rows = (events ?? [1000, 10_000, 100_000]).map((count) => {
      say(`search, ${count.toLocaleString('en-GB')} events`);
      return measure(count);
    });
    return Promise.resolve({
      columns: ['events', 'index built', 'first key', 'p50', 'p95', 'max', 'p95 after an edit'],
      rows,
    });
  },
};

function measure(count: number): string[] {
  const dossier = largeDossier(1, count);
  // The window has counted its events by the time anybody types.
  facets(dossier, noFilters, today);
  const built = timed(() => {
    const index = searchIndexOf(dossier);
    while (!index.advance(1000));
  });
  const first = press(dossier, 'b');
  const keys = typeAll(dossier);
  // Between two keys somebody edits: the field goes on in the dossier as it is then.
  let edited = dossier;
  const afterEdits = typed.flatMap((text, index) => {
    edited = withEdit(edited, index);
    facets(edited, noFilters, today);
    return prefixesOf(text).map((prefix) => press(edited, prefix));
  });
  return [
    count.toLocaleString('en-GB'),
    inMs(built.ms),
    inMs(first),
    inMs(percentile(keys, 0.5)),
    inMs(percentile(keys, 0.95)),
    inMs(Math.max(...keys)),
    inMs(percentile(afterEdits, 0.95)),
  ];
}

function typeAll(dossier: Dossier): number[] {
  return typed.flatMap((text) => prefixesOf(text).map((prefix) => press(dossier, prefix)));
}

function prefixesOf(text: string): string[] {
  return Array.from(text, (_, index) => text.slice(0, index + 1));
}

/** What the window does at one key; answers how long it took. */
function press(dossier: Dossier, text: string): number {
  return timed(() => {
    const query = readSearch(text, dossier, today);
    const wish = wishOf(query, dossier, today);
    completionsOf(query, text, dossier, 6);
    if (wish.words.length === 0 && wish.matches === null) return;
    const index = searchIndexOf(dossier);
    index.advance(1000);
    search(index, wish, 5);
  }).ms;
}

function withEdit(dossier: Dossier, number: number): Dossier {
  const before = [...dossier.events.values()][number * 7];
  if (before === undefined) return dossier;
  const after = { ...before, title: `${before.title}, amended` };
  return applyChange(dossier, { edits: [{ collection: 'events', id: before.id, before, after }] });
}

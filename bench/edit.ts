import { dayMs, parseDay } from '#core/dates/calendar-day';
import { applyChange } from '#core/dossier/apply';
import type { Edit } from '#core/dossier/change';
import { checkChange } from '#core/dossier/integrity';
import type { Dossier } from '#core/model/dossier';
import { noFilters } from '#core/model/view';
import { asKnownOn } from '#core/query/as-known-on';
import { facets } from '#core/query/filter';
import { largeDossier } from '../tests/builders/large-dossier';
import { buildActor, buildSource } from '../tests/builders/records';
import { inMs, percentile, timed } from './measure';
import type { BenchOptions, Topic } from './topic';

const today = Date.UTC(2025, 11, 2);
const rounds = 15;

/** What one edit costs the rules and the counts of the rail, and one step of looking back. */
export const editing: Topic = {
  name: 'edit',
  title: 'One edit, and one step back in time (p50)',
  run: ({ events, say }: BenchOptions) => {
    const rows = (events ?? [1000, 10_000, 100_000]).map((count) => {
      say(`edit, ${count.toLocaleString('en-GB')} events`);
      return measure(count);
    });
    return Promise.resolve({
      columns: [
        'events',
        'counts, first',
        'checked and applied',
        'counts: an event',
        'counts: a new source',
        'counts: a new actor',
        'counts: a filter',
        'looking back, first',
        'a day further',
      ],
      rows,
    });
  },
};

function measure(count: number): string[] {
  let dossier = largeDossier(1, count);
  const counted = (of: Dossier) => timed(() => facets(of, noFilters, today)).ms;
  const first = counted(dossier);
  const edits = Array.from({ length: rounds }, (_, round) => {
    const before = [...dossier.events.values()][round * 11];
    if (before === undefined) throw new Error('The dossier is too small.');
    const after = { ...before, title: `${before.title}, amended` };
    const edit: Edit = { collection: 'events', id: before.id, before, after };
    return median([edit]);
  });
  function median(made: readonly Edit[]) {
    const { ms, value } = timed(() => {
      checkChange(dossier, made);
      return applyChange(dossier, { edits: made });
    });
    dossier = value;
    return { applied: ms, counts: counted(dossier) };
  }
  const sources = Array.from({ length: rounds }, (_, round) => {
    const after = buildSource({ id: `new-source-${round}` });
    return median([{ collection: 'sources', id: after.id, before: null, after }]);
  });
  const actors = Array.from({ length: rounds }, (_, round) => {
    const after = buildActor({ id: `new-actor-${round}` });
    return median([{ collection: 'actors', id: after.id, before: null, after }]);
  });
  const filtered = timed(() => facets(dossier, { ...noFilters, kinds: ['meeting'] }, today)).ms;
  const recordedOn = () => parseDay('2016-03-01');
  const back = timed(() => counted(asKnownOn(dossier, parseDay('2022-06-01'), recordedOn))).ms;
  const further = Array.from({ length: rounds }, (_, round) => {
    const day = parseDay('2022-06-01') - (round + 1) * dayMs;
    return timed(() => counted(asKnownOn(dossier, day, recordedOn))).ms;
  });
  const middle = (values: readonly number[]) => inMs(percentile(values, 0.5));
  return [
    count.toLocaleString('en-GB'),
    inMs(first),
    middle(edits.map(({ applied }) => applied)),
    middle(edits.map(({ counts }) => counts)),
    middle(sources.map(({ counts }) => counts)),
    middle(actors.map(({ counts }) => counts)),
    inMs(filtered),
    inMs(back),
    middle(further),
  ];
}

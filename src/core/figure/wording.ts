import { dayMs, msToDay } from '#core/dates/calendar-day';
import { yearName } from '#core/dates/date-name';
import { readEdtf } from '#core/dates/edtf';
import { monthName } from '#core/dates/month-names';
import { dateInWords } from '#core/dates/words';
import type { Entry, Gathered } from '#core/figure/entries';
import { nameOf, stanceOf } from '#core/figure/labels';
import { isDerived } from '#core/model/deadline-rule';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Source } from '#core/model/source';
import { supportOfEvent } from '#core/query/standing';
import { ruleInWords } from '#core/timeline/rule-words';

const numberWords = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** A count as running text has it: in letters up to twelve. */
export function countInWords(count: number): string {
  return numberWords[count] ?? String(count);
}

/** A sentence's first letter as a capital. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What the figure shows and what is not known, from the record alone: the standfirst when the analyst wrote none. */
export function standfirstFor({ entries, lanes }: Gathered): string {
  if (entries.length === 0) return '';
  const drawn = entries.filter((entry) => entry.placement !== null);
  const waiting = entries.length - drawn.length;
  const disputed = entries.filter((entry) => entry.standing.standing === 'disputed').length;
  const period = periodOf(drawn);
  const laneCount = lanes.length === 1 ? '' : ` in ${countInWords(lanes.length)} lanes`;
  const sentences = [`${sentence(count(entries.length, 'event'))}${laneCount}${period === null ? '' : `, ${period}`}.`];
  const vague = vagueInWords(drawn);
  if (vague !== null) sentences.push(vague);
  const rest = [
    disputed > 0 ? `${countInWords(disputed)} ${disputed === 1 ? 'is' : 'are'} disputed` : null,
    waiting > 0 ? `${countInWords(waiting)} ${waiting === 1 ? 'has' : 'have'} no date yet` : null,
  ].filter((part) => part !== null);
  if (rest.length > 0) sentences.push(`${sentence(rest.join('; '))}.`);
  return sentences.join(' ');
}

/** "Seven of the 15 events rest on a single source." */
export function singleSourceSentence({ entries, sources }: Gathered, dossier: Dossier): string | null {
  if (entries.length === 0) return null;
  if (sources.length === 0) return 'No source is cited.';
  const single = entries.filter(({ event }) => supportOfEvent(event, dossier) === 'single-source').length;
  if (entries.length === 1) return single === 1 ? 'The event rests on a single source.' : null;
  if (single === entries.length) return `Every one of the ${countInWords(single)} events rests on a single source.`;
  if (single === 0) return 'None of the events rests on a single source.';
  const verb = single === 1 ? 'rests' : 'rest';
  return `${sentence(countInWords(single))} of the ${countInWords(entries.length)} events ${verb} on a single source.`;
}

/** A source as the list at the foot names it: publisher, what it is, its date as known, its Admiralty grade. */
export function sourceInWords(source: Source): string {
  const voice = source.publisher ?? source.authors.join(', ');
  const title = voice === '' ? source.title : `${voice}: ${source.title}`;
  const date = source.published === null ? 'date not given' : publishedInWords(source.published);
  const grade =
    source.reliability === null && source.credibility === null
      ? 'not graded'
      : `${source.reliability ?? ''}${source.credibility ?? ''}`;
  return `${title}, ${date} (${grade})`;
}

function publishedInWords(published: string): string {
  const reading = readEdtf(published);
  const isPlainDay = /^\d{4}-\d\d-\d\d$/.test(published);
  return isPlainDay && reading.span.from !== null ? longDay(reading.span.from) : dateInWords(reading, 'long');
}

/** The credit at the foot. */
export function creditFor(dossier: Dossier, today: number): string {
  return `Parley. Dossier: ${dossier.title}, as of ${longDay(today)}.`;
}

/** A day in words without its weekday: "2 December 2025". */
function longDay(ms: number): string {
  return `${msToDay(ms).day} ${monthOf(ms)}`;
}

/** What a deadline by rule waits for, "within 100 days of entry into force of Terms"; null for every other event. */
export function conditionOf(event: DossierEvent, nameOfAnchor: (eventId: string) => string): string | null {
  if (event.kind !== 'deadline' || !isDerived(event.rule)) return null;
  return `${ruleInWords(event.rule)} of ${nameOfAnchor(event.rule.from.event)}`;
}

/** The whole figure in words, lane by lane, in the order in which it is read. */
export function descriptionFor(gathered: Gathered, dossier: Dossier): string {
  const { entries, lanes, unplaced } = gathered;
  if (entries.length === 0) return 'No event matches the filters.';
  const sentences = [`Timeline of ${count(entries.length, 'event')} in ${count(lanes.length, 'lane')}.`];
  for (const lane of lanes) {
    const events = [...lane.drawn, ...lane.waiting].map((entry) => describe(entry, dossier));
    sentences.push(`${lane.name}: ${events.join('; ')}.`);
  }
  const sources = gathered.sources.length;
  if (sources > 0) sentences.push(`${sentence(count(sources, 'source'))} listed at the foot.`);
  if (unplaced.length > 0) sentences.push(`Not drawn: ${unplaced.map(nameOf).join('; ')}.`);
  return sentences.join(' ');
}

function describe(entry: Entry, dossier: Dossier): string {
  const { event, placement, standing } = entry;
  const anchor = (id: string) => nameOf(dossier.events.get(id) ?? event);
  const date = placement === null ? ['no date yet', conditionOf(event, anchor)] : [dateInWords(placement, 'long')];
  const said = [event.kind, ...date, stanceOf(entry), standing.shown, entry.isPlanned ? 'planned' : null];
  return `${nameOf(event)} (${said.filter((part) => part !== null).join(', ')})`;
}

function count(amount: number, noun: string): string {
  return `${countInWords(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}

/** From the first day known to the last, by their months, or by their years where a date is no finer: "May to July 2025". */
export function periodOf(drawn: readonly Pick<Entry, 'placement'>[]): string | null {
  const edges = drawn.flatMap(({ placement }) => {
    if (placement === null) return [];
    return placement.nature === 'moment'
      ? [placement.edge]
      : [placement.start, placement.end].filter((edge) => edge !== null);
  });
  const known = edges.flatMap((edge) => {
    const isFine = edge.precision === 'day' || edge.precision === 'month' || edge.precision === 'set';
    const ends = [edge.span.from, edge.span.to === null ? null : edge.span.to - dayMs];
    return ends.filter((ms) => ms !== null).map((ms) => ({ ms, isFine }));
  });
  // Where two begin or end together, the finer of them says when.
  const finer = (a: { isFine: boolean }, b: { isFine: boolean }) => Number(b.isFine) - Number(a.isFine);
  const first = known.toSorted((a, b) => a.ms - b.ms || finer(a, b))[0];
  const last = known.toSorted((a, b) => b.ms - a.ms || finer(a, b))[0];
  if (first === undefined || last === undefined) return null;
  const year = (ms: number) => yearName(msToDay(ms).year);
  const [from, to] = [first, last].map(({ ms, isFine }) => (isFine ? monthOf(ms) : year(ms)));
  if (from === to) return `${from}`;
  const isOneYear = first.isFine && last.isFine && year(first.ms) === year(last.ms);
  return `${isOneYear ? monthName(msToDay(first.ms).month, 'long') : from} to ${to}`;
}

function monthOf(ms: number): string {
  const { year, month } = msToDay(ms);
  return `${monthName(month, 'long')} ${yearName(year)}`;
}

/** "For nine of them sources give the month, not the day." */
function vagueInWords(drawn: readonly Entry[]): string | null {
  const byPrecision = (precision: string) =>
    drawn.filter(({ placement }) => placement?.nature === 'moment' && placement.edge.precision === precision).length;
  const month = byPrecision('month');
  const year = byPrecision('year');
  if (month === 0 && year === 0) return null;
  const known =
    month > 0
      ? `${countInWords(month)} of them sources give the month`
      : `${countInWords(year)} of them sources give the year`;
  const also = month > 0 && year > 0 ? `, for ${countInWords(year)} the year` : '';
  return `For ${known}${also}, not the day.`;
}

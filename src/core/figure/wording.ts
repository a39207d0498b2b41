import { dayMs, msToDay } from '#core/dates/calendar-day';
import { yearName } from '#core/dates/date-name';
import { readEdtf } from '#core/dates/edtf';
import { dateInWords } from '#core/dates/words';
import type { Entry, Gathered } from '#core/figure/entries';
import { nameOf, stanceOf } from '#core/figure/labels';
import type { FigureWords } from '#core/figure/words/figure-words';
import { isDerived } from '#core/model/deadline-rule';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Source } from '#core/model/source';
import { supportOfEvent } from '#core/query/standing';

/** What the figure shows and what is not known, from the record alone: the standfirst when the analyst wrote none. */
export function standfirstFor({ entries, lanes }: Gathered, words: FigureWords): string {
  if (entries.length === 0) return '';
  const drawn = entries.filter((entry) => entry.placement !== null);
  const byPrecision = (precision: string) =>
    drawn.filter(({ placement }) => placement?.nature === 'moment' && placement.edge.precision === precision).length;
  const counts = {
    events: entries.length,
    lanes: lanes.filter((lane) => lane.name !== '').length || 1,
    months: byPrecision('month'),
    years: byPrecision('year'),
    disputed: entries.filter((entry) => entry.standing.standing === 'disputed').length,
    waiting: entries.length - drawn.length,
  };
  return words.standfirst(counts, periodOf(drawn, words));
}

/** How many of the events rest on one source, as a sentence; null where there is nothing to say. */
export function singleSourceSentence(gathered: Gathered, dossier: Dossier, words: FigureWords): string | null {
  const { entries, sources } = gathered;
  if (entries.length === 0) return null;
  if (sources.length === 0) return words.noSource;
  return words.singleSource(singleSourced(gathered, dossier), entries.length) || null;
}

/** How many of the events rest on one source. */
export function singleSourced({ entries }: Gathered, dossier: Dossier): number {
  return entries.filter(({ event }) => supportOfEvent(event, dossier) === 'single-source').length;
}

/** A source as the list at the foot names it: publisher, what it is, its date as known, its Admiralty grade. */
export function sourceInWords(source: Source, words: FigureWords, withGrade: boolean): string {
  const voice = source.publisher ?? source.authors.join(', ');
  const title = voice === '' ? source.title : `${voice}: ${source.title}`;
  const date =
    source.published === null ? words.dateNotGiven : dateInWords(readEdtf(source.published), 'short', words.dates);
  if (!withGrade) return `${title}, ${date}`;
  const grade = isGraded(source) ? `${source.reliability ?? ''}${source.credibility ?? ''}` : words.notGraded;
  return `${title}, ${date} (${grade})`;
}

/** Whether a source bears either of the Admiralty grades. */
export function isGraded({ reliability, credibility }: Source): boolean {
  return reliability !== null || credibility !== null;
}

/** A day in words without its weekday: "2 December 2025". */
export function longDay(ms: number, { dates }: FigureWords): string {
  const day = msToDay(ms);
  return dates.day(day, yearName(day.year, dates), 'long');
}

/** What a deadline by rule waits for, "within 100 days of entry into force of Terms"; null for every other event. */
export function conditionOf(
  event: DossierEvent,
  nameOfAnchor: (eventId: string) => string,
  words: FigureWords,
): string | null {
  if (event.kind !== 'deadline' || !isDerived(event.rule)) return null;
  return words.rule(event.rule, nameOfAnchor(event.rule.from.event));
}

/** The whole figure in words, lane by lane, in the order in which it is read. */
export function descriptionFor(gathered: Gathered, dossier: Dossier, words: FigureWords, isDownward: boolean): string {
  const { entries, lanes, unplaced, panels } = gathered;
  if (entries.length === 0) return words.noEvent;
  const named = lanes.filter((lane) => lane.name !== '');
  const sentences = [words.description(entries.length, named.length || 1, isDownward)];
  for (const lane of lanes) {
    const events = [...lane.drawn, ...lane.waiting].map((entry) => describe(entry, dossier, words));
    sentences.push(`${lane.name === '' ? '' : `${lane.name}: `}${events.join('; ')}.`);
  }
  if (unplaced.length > 0) sentences.push(words.notDrawn(unplaced.map(nameOf).join('; ')));
  sentences.push(...panels);
  return sentences.join(' ');
}

function describe(entry: Entry, dossier: Dossier, words: FigureWords): string {
  const { event, placement, standing } = entry;
  const anchor = (id: string) => nameOf(dossier.events.get(id) ?? event);
  const date =
    placement === null
      ? [words.noDateYet.toLowerCase(), conditionOf(event, anchor, words)]
      : [dateInWords(placement, 'long', words.dates)];
  if (entry.isRemark) return `${nameOf(event)} (${date.join('')})`;
  const said = [
    words.kinds[event.kind].toLowerCase(),
    ...date,
    stanceOf(entry, words),
    words.standings[standing.shown],
    entry.isPlanned ? words.planned : null,
  ];
  return `${nameOf(event)} (${said.filter((part) => part !== null).join(', ')})`;
}

/** From the first day known to the last, by their months, or by their years where a date is no finer: "May to July 2025". */
export function periodOf(drawn: readonly Pick<Entry, 'placement'>[], words: FigureWords): string | null {
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
  const { dates } = words;
  const year = (ms: number) => yearName(msToDay(ms).year, dates);
  const month = (ms: number) => dates.monthOfYear(msToDay(ms).month, year(ms), 'long').text;
  const [from = '', to = ''] = [first, last].map(({ ms, isFine }) => (isFine ? month(ms) : year(ms)));
  if (from === to) return from;
  const isOneYear = first.isFine && last.isFine && year(first.ms) === year(last.ms);
  return words.period(isOneYear ? dates.month(msToDay(first.ms).month, 'long') : from, to);
}

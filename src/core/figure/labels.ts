import { dayMs, msToDay } from '#core/dates/calendar-day';
import { monthName } from '#core/dates/month-names';
import { dateInWords } from '#core/dates/words';
import type { Entry } from '#core/figure/entries';
import type { Palette } from '#core/figure/palette';
import type { MeasureText, TextRun } from '#core/figure/scene';
import { run, superscriptRise, type, widthOf, type SetLine } from '#core/figure/text-setting';

/** What a label may say; the fuller comes first where there is room. */
export interface Wording {
  readonly withDate: boolean;
  /** The stance of a statement, where it does not stand beside the band. */
  readonly withStance: boolean;
  /** "by 7 Dec at the latest", where it does not stand beside the pole. */
  readonly withDue: boolean;
}

/** The label of an entry on one line: who in medium weight, what and when in regular, then the numbers of its sources. */
export function labelOf(entry: Entry, wording: Wording, palette: Palette, measure: MeasureText): SetLine {
  const [who, what] = partsOf(entry);
  const details = [
    wording.withStance ? stanceOf(entry) : null,
    wording.withDue ? dueInWords(entry) : null,
    wording.withDate ? dateOf(entry) : null,
    outcomeOf(entry),
  ].filter((detail) => detail !== null);
  const rest = `${what === null ? '' : `: ${what}`}${details.map((detail) => `, ${detail}`).join('')}`;
  const runs = [run(who, type.label, palette.ink)];
  if (rest !== '') runs.push(run(rest, type.labelDetail, palette.quietInk));
  runs.push(...superscript(entry.numbers, palette));
  return { runs, width: widthOf(runs, measure) };
}

/** Numbers of sources as a superscript: "1,2", and "1–4" for a run of three or more. */
export function superscript(numbers: readonly number[], palette: Palette): TextRun[] {
  if (numbers.length === 0) return [];
  const spans: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const span = spans.at(-1);
    if (span !== undefined && span.last === number - 1) span.last = number;
    else spans.push({ first: number, last: number });
  }
  const words = spans.map(({ first, last }) => {
    if (first === last) return String(first);
    return last - first === 1 ? `${first},${last}` : `${first}–${last}`;
  });
  return [{ text: words.join(','), font: type.superscript, colour: palette.quietInk, rise: superscriptRise }];
}

/** The stance of a statement in a word, or null. */
export function stanceOf({ event }: Entry): string | null {
  return event.kind === 'statement' ? event.stance : null;
}

/** When a deadline worked out from a rule falls due at the latest, or null for every other event. */
export function dueInWords({ due }: Entry): string | null {
  if (due?.state !== 'dated' || !due.derived || due.reading.span.to === null) return null;
  const latest = due.reading.span.to - dayMs;
  const isOneDay = due.reading.span.from === latest;
  return isOneDay ? `due ${dayInWords(latest)}` : `by ${dayInWords(latest)} at the latest`;
}

/** A day without its year, "7 Dec": for places where the axis says the year. */
export function dayInWords(ms: number): string {
  const { month, day } = msToDay(ms);
  return `${day} ${monthName(month, 'short')}`;
}

/** The name of an event on a figure: its label, or its title. */
export function nameOf(event: Entry['event']): string {
  return event.label ?? event.title;
}

/** Whether a date says no more than the month heading above it does, and says it surely. */
export function isPlainMonth({ placement }: Entry): boolean {
  if (placement?.nature !== 'moment') return false;
  const { precision, isApproximate, isUncertain } = placement.edge;
  return precision === 'month' && !isApproximate && !isUncertain;
}

function partsOf({ event }: Entry): [string, string | null] {
  const name = nameOf(event);
  const colon = name.indexOf(': ');
  return colon < 0 ? [name, null] : [name.slice(0, colon), name.slice(colon + 2)];
}

function dateOf(entry: Entry): string | null {
  if (entry.placement === null || dueInWords(entry) !== null) return null;
  return dateInWords(entry.placement, 'short');
}

function outcomeOf({ event }: Entry): string | null {
  return event.kind === 'deadline' && event.outcome !== 'open' ? event.outcome : null;
}

import { dayMs, msToDay } from '#core/dates/calendar-day';
import type { DateReading } from '#core/dates/reading';
import { dateInWords } from '#core/dates/words';
import type { Entry } from '#core/figure/entries';
import type { TextRun } from '#core/figure/scene';
import type { Setting } from '#core/figure/setting';
import { run, superscriptRise, widthOf, type SetLine } from '#core/figure/text-setting';
import type { FigureWords } from '#core/figure/words/figure-words';

/** What a label may say; the fuller comes first where there is room. */
export interface Wording {
  readonly withDate: boolean;
  /** The stance of a statement, where it does not stand beside the band. */
  readonly withStance: boolean;
  /** "by 7 Dec at the latest", where it does not stand beside the pole. */
  readonly withDue: boolean;
}

/** The label of an entry on one line: who in medium weight, what and when in regular, then the numbers of its sources. */
export function labelOf(entry: Entry, wording: Wording, setting: Setting): SetLine {
  const { type, palette } = setting;
  const [who, what] = partsOf(entry);
  const details = detailsOf(entry, wording, setting);
  const rest = `${what === null ? '' : `: ${what}`}${details.map((detail) => `, ${detail}`).join('')}`;
  const runs = [run(who, type.label, palette.ink)];
  if (rest !== '') runs.push(run(rest, type.labelDetail, palette.quietInk));
  runs.push(...superscript(entry.numbers, setting));
  return { runs, width: widthOf(runs, setting.measure) };
}

/** What a label says beside the name: stance, due day, date and outcome, as far as they are wanted. */
export function detailsOf(entry: Entry, wording: Wording, { words, isBrief, show }: Setting): string[] {
  if (entry.isRemark) return [];
  const details = [
    wording.withStance && show.stances ? stanceOf(entry, words) : null,
    wording.withDue ? dueInWords(entry, words) : null,
    wording.withDate && (!isBrief || isHedged(entry)) ? dateOf(entry, words) : null,
    outcomeOf(entry, words),
  ];
  return details.filter((detail) => detail !== null);
}

/** Numbers of sources as a superscript, where there is a list of them to look them up in. */
export function superscript(numbers: readonly number[], { show, type, palette }: Setting): TextRun[] {
  if (numbers.length === 0 || !show.notes) return [];
  const text = numbersInWords(numbers);
  return [{ text, font: type.superscript, colour: palette.quietInk, rise: superscriptRise, cites: numbers }];
}

/** Ascending numbers as they are cited: "1,2", and "1–4" for a run of three or more. */
export function numbersInWords(numbers: readonly number[]): string {
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
  return words.join(',');
}

/** The stance of a statement in a word, or null. */
export function stanceOf({ event }: Entry, words: FigureWords): string | null {
  return event.kind === 'statement' && event.stance !== null ? words.stances[event.stance] : null;
}

/** When a deadline worked out from a rule falls due at the latest, or null for every other event. */
export function dueInWords({ due }: Entry, words: FigureWords): string | null {
  if (due?.state !== 'dated' || !due.derived || due.reading.span.to === null) return null;
  const latest = due.reading.span.to - dayMs;
  const isOneDay = due.reading.span.from === latest;
  const day = dayInWords(latest, words);
  return isOneDay ? words.dueOn(day) : words.dueBy(day);
}

/** A day without its year, "7 Dec", that no line breaks: for places where the axis says the year. */
export function dayInWords(ms: number, words: FigureWords): string {
  return words.dates.dayOfMonth(msToDay(ms), 'short').replaceAll(' ', '\u00A0');
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

/** A date that is unsure or approximate is said in words wherever the event is named: the mark alone would not tell. */
export function isHedged({ placement }: Entry): boolean {
  return placement !== null && edgesOf(placement).some((edge) => edge.isUncertain || edge.isApproximate);
}

/** Who and what of a name: "Putin" and "could be a basis" of "Putin: could be a basis". */
export function partsOf({ event, isRemark }: Entry): [who: string, what: string | null] {
  const name = nameOf(event);
  const colon = isRemark ? -1 : name.indexOf(': ');
  return colon < 0 ? [name, null] : [name.slice(0, colon), name.slice(colon + 2)];
}

function edgesOf(placement: DateReading) {
  if (placement.nature === 'moment') return [placement.edge];
  return [placement.start, placement.end].filter((edge) => edge !== null);
}

function dateOf(entry: Entry, words: FigureWords): string | null {
  if (entry.placement === null || dueInWords(entry, words) !== null) return null;
  return dateInWords(entry.placement, 'short', words.dates);
}

function outcomeOf({ event }: Entry, words: FigureWords): string | null {
  return event.kind === 'deadline' && event.outcome !== 'open' ? words.outcomes[event.outcome] : null;
}

import { dayMs, msToDay } from '#core/dates/calendar-day';
import { parseEdtf } from '#core/dates/edtf';
import { weekdayOf } from '#core/dates/plain-relative';
import { PlainFault, type Sense } from '#core/dates/plain-sense';
import { shareOf } from '#core/dates/plain-share';
import { yearText, type Term } from '#core/dates/plain-term';
import type { DaySpan } from '#core/dates/reading';

/** A term in EDTF: as a date of its own, and as the first or the last date of a run. */
export interface Extent {
  readonly whole: string;
  readonly first: string;
  readonly last: string;
  /** The month, season, year or decade that it is a share of, as an approximate date; otherwise the same as `whole`. */
  readonly around: string;
}

/** A term with its year in EDTF. Throws a PlainFault for a day that does not exist. */
export function extentOf(term: Term, sense: Sense): Extent {
  if (term.days !== null) return weekExtent(term.days, term, sense);
  const text = termText(term, sense);
  const marked = `${text}${markOf(term)}`;
  if (term.share === null) return { whole: marked, first: marked, last: marked, around: marked };
  const around = `${text}${markOf({ ...term, isApproximate: true })}`;
  return { ...shareOf(text, term.share, markOf(term), markOf({ ...term, isApproximate: true }), sense), around };
}

/** Two terms with the year that they leave out, from one another or from the year that brings them nearest to today. */
export function withYears(left: Term, right: Term, sense: Sense, prefersPast: boolean): [Term, Term] {
  if (left.days !== null || right.days !== null) {
    return [withYear(left, sense, prefersPast), withYear(right, sense, prefersPast)];
  }
  const last = right.year !== null ? right : withYear({ ...right, year: left.year }, sense, prefersPast);
  const first = left.year !== null ? left : { ...left, year: last.year };
  if (left.part === right.part || startOf(first) <= startOf(last)) return [first, last];
  // 30 December to 2 January: the year that one of them left out is the one beside.
  if (left.year === null) return [{ ...first, year: yearText(Number(last.year) - 1) }, last];
  return right.year === null ? [first, { ...last, year: yearText(Number(first.year) + 1) }] : [first, last];
}

/** A term with the year that brings it nearest to today, or, where that was left open and is flipped, the other way. */
export function withYear(term: Term, sense: Sense, prefersPast: boolean): Term {
  if (term.year !== null || term.days !== null) return term;
  if (term.part === null) throw new PlainFault('a day needs its month');
  const thisYear = msToDay(sense.today).year;
  // A leap day, or a day on its weekday, comes back within eight years but for the turn of most centuries.
  const spans = Array.from({ length: 25 }, (_, index) => {
    const dated = { ...term, year: yearText(thisYear - 12 + index) };
    const parsed = parseEdtf(bareText(dated));
    return parsed.ok && isOnWeekday(dated, parsed.reading.span) ? { dated, span: parsed.reading.span } : null;
  }).filter((each) => each !== null);
  const past = spans.findLast(({ span }) => (span.from ?? 0) <= sense.today);
  const coming = spans.find(({ span }) => (span.from ?? 0) > sense.today);
  if (past === undefined || coming === undefined) {
    if (!sense.isLenient || term.day === null) throw noSuchDay({ ...term, year: yearText(thisYear) });
    return withYear({ ...term, day: null, weekday: null }, sense, prefersPast);
  }

  const isPastNearer = sense.today - ((past.span.to ?? 0) - dayMs) <= (coming.span.from ?? 0) - sense.today;
  // A weekday says which year is meant.
  const isFlipped = sense.flipped === 'year' && term.weekday === null;
  const takesPast = (prefersPast || isPastNearer) !== isFlipped;
  return takesPast ? past.dated : coming.dated;
}

function startOf(term: Term): number {
  const parsed = parseEdtf(bareText(term));
  if (parsed.ok) return parsed.reading.span.from ?? 0;
  return term.day === null ? 0 : startOf({ ...term, day: null });
}

function bareText({ year, part, day }: Term): string {
  const parts = [part, day].filter((each) => each !== null);
  return [year ?? 'XXXX', ...parts.map((each) => String(each).padStart(2, '0'))].join('-');
}

function termText(term: Term, sense: Sense): string {
  // Winter runs into the next year, and some name it after that one.
  const isOtherWinter = sense.flipped === 'season' && term.part === 24 && !term.hasBothYears;
  if (term.part !== null && term.year?.includes('X') === true) {
    throw new PlainFault('a decade or century has no month of its own');
  }
  const text = bareText(isOtherWinter ? { ...term, year: yearText(Number(term.year) - 1) } : term);
  const parsed = parseEdtf(text);
  if (parsed.ok && isOnWeekday(term, parsed.reading.span)) return text;
  const fault = parsed.ok ? otherWeekday(parsed.reading.span, text) : noSuchDay(term);
  if (!sense.isLenient || fault.instead === null) throw fault;
  return fault.instead;
}

function otherWeekday({ from }: DaySpan, text: string): PlainFault {
  return new PlainFault(`that day is a ${weekdayName(from ?? 0)}`, { isImpossible: true, instead: text });
}

function noSuchDay(term: Term): PlainFault {
  const parsed = parseEdtf(bareText(term));
  const month = bareText({ ...term, day: null });
  const instead = term.day !== null && parseEdtf(month).ok ? month : null;
  const reason = parsed.ok ? 'no such day falls on that weekday' : parsed.reason;
  return new PlainFault(reason, { isImpossible: true, instead });
}

function isOnWeekday({ weekday, day }: Term, { from }: DaySpan): boolean {
  return weekday === null || day === null || from === null || weekdayOf(from) === weekday;
}

function weekdayName(day: number): string {
  return ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][weekdayOf(day)] ?? '';
}

function markOf({ isApproximate, isUncertain }: Pick<Term, 'isApproximate' | 'isUncertain'>): string {
  if (isApproximate) return isUncertain ? '%' : '~';
  return isUncertain ? '?' : '';
}

/** Something in a week fell on some one day of it; what lasted the whole week is the other sense. */
function weekExtent(days: NonNullable<Term['days']>, term: Term, sense: Sense): Extent {
  const mark = markOf(term);
  const [first, last] = [`${days.first}${mark}`, `${days.last}${mark}`];
  const whole = sense.flipped === 'extent' ? `${first}/${last}` : `[${first}..${last}]`;
  return { whole, first, last, around: whole };
}

import { dayMs, formatDay } from '#core/dates/calendar-day';
import { parseEdtf } from '#core/dates/edtf';
import { readDate } from '#core/dates/edtf-date';
import { extentOf, withYear, withYears, type Extent } from '#core/dates/plain-extent';
import { replaceRelative } from '#core/dates/plain-relative';
import { PlainFault, type Sense } from '#core/dates/plain-sense';
import { readTerm, yearText, type Term } from '#core/dates/plain-term';
import { plainWording } from '#core/dates/plain-wording';

type Write = (words: readonly string[], sense: Sense) => string;

/** The shapes of a phrase, the first that fits: a pattern for its words, and what its captured parts come to in EDTF. */
const shapes: readonly (readonly [RegExp, Write])[] = [
  [/^from (.+) end not known$/, ([words = ''], sense) => `${one(words, sense, true).first}/`],
  [/^until (.+) start not known$/, ([words = ''], sense) => `/${one(words, sense).last}`],
  [/^between (.+) and (.+)$/, (words, sense) => joined(words, sense, (a, b) => `[${a.first}..${b.last}]`)],
  [/^(?:from |since )?(.+?) (?:to|until) (.+)$/, (words, sense) => joined(words, sense, period)],
  [/^until (.+)$/, ([words = ''], sense) => `../${one(words, sense).last}`],
  [
    /^(?:since|from|as of|as from) (.+?)(?: on| onwards?)?$/,
    ([words = ''], sense) => `${one(words, sense, true).first}/..`,
  ],
  [/^(.+) (?:onwards?|and after|to date|ongoing)$/, ([words = ''], sense) => `${one(words, sense, true).first}/..`],
  [/^before (.+)$/, ([words = ''], sense) => `[..${beside(one(words, sense).first, -1)}]`],
  [/^after (.+)$/, ([words = ''], sense) => `[${beside(one(words, sense).last, 1)}..]`],
  [
    /^(?:by|at the latest by|at the latest) (.+)$|^(.+) (?:or earlier|or before|at the latest)$/,
    ([a, b], sense) => `[..${one(a ?? b ?? '', sense).last}]`,
  ],
  [
    /^(?:at-least|at the earliest) (.+)$|^(.+) (?:or later|or after|at the earliest)$/,
    ([a, b], sense) => `[${one(a ?? b ?? '', sense).first}..]`,
  ],
  [/^(?:either )?(.+) or (.+)$/, (words, sense) => joined(words, sense, (a, b) => `[${a.whole},${b.whole}]`)],
  [/^(?:both )?(.+) and (.+)$/, (words, sense) => joined(words, sense, (a, b) => `{${a.whole},${b.whole}}`)],
  [/^(.+)$/, ([words = ''], sense) => one(words, sense).whole],
];

/** A phrase in one sense, as EDTF that `parseEdtf` accepts. Throws a PlainFault where it is none. */
export function phraseToEdtf(text: string, sense: Sense): string {
  const words = plainWording(replaceRelative(text.toLowerCase().replace(/\s+/g, ' '), sense));
  for (const [pattern, write] of shapes) {
    const parts = pattern.exec(words)?.slice(1);
    if (parts === undefined) continue;
    try {
      return checked(write(parts, sense));
    } catch (fault) {
      if (!(fault instanceof PlainFault) || fault.instead === null || sense.isLenient) throw fault;
      // What may have been meant is the whole phrase with that day put right, and not that day alone.
      const { message, isImpossible } = fault;
      throw new PlainFault(message, { isImpossible, instead: putRight(text, sense) });
    }
  }
  throw new PlainFault('no day, month or year is named');
}

function putRight(text: string, sense: Sense): string | null {
  try {
    return phraseToEdtf(text, { ...sense, isLenient: true });
  } catch (fault) {
    if (fault instanceof PlainFault) return null;
    throw fault;
  }
}

function checked(edtf: string): string {
  const parsed = parseEdtf(edtf);
  if (!parsed.ok) throw new PlainFault(parsed.reason, { isImpossible: true });
  return edtf;
}

function one(words: string, sense: Sense, prefersPast = false): Extent {
  return extentOf(withYear(alone(readTerm(words, sense)), sense, prefersPast), sense);
}

function alone(term: Term): Term {
  const number = term.bare ?? (term.part === null ? term.day : null);
  if (number !== null) throw new PlainFault(`the number ${number} needs a month`);
  if (term.year === null && term.part === null && term.days === null) {
    throw new PlainFault('no day, month or year is named');
  }
  return term;
}

function joined(words: readonly string[], sense: Sense, join: (first: Extent, last: Extent) => string): string {
  const [first = '', last = ''] = words;
  const [left, right] = withBorrowed(readTerm(first, sense), readTerm(last, sense));
  const [from, to] = withYears(left, right, sense, false);
  return join(extentOf(from, sense), extentOf(to, sense));
}

/** Two approximate days read as one moment between them; two shares of months would too, so they give their months. */
function period(first: Extent, last: Extent): string {
  const isMoment = isAboutDay(first.first) && isAboutDay(last.last) && first.around !== last.around;
  return isMoment ? `${first.around}/${last.around}` : `${first.first}/${last.last}`;
}

function isAboutDay(text: string): boolean {
  const edge = readDate(text);
  return edge.precision === 'day' && edge.isApproximate;
}

/** Two terms with what each leaves for the other to say: "24 to 26 October", "October 24 to 26", "500 to 449 BCE". */
function withBorrowed(left: Term, right: Term): [Term, Term] {
  const last = withBareNumber(right, left);
  const first = withBareNumber(left, last);
  const isOneRun = first !== left || (first.year === null && last.year !== null);
  const isShareAlone = first.share !== null && first.part === null && first.year === null;
  const whole = isShareAlone ? { ...first, part: last.part } : first;
  // "About 24 to 26 October" is about both, as is the doubt of "24 to 26 October?".
  if (!isOneRun) return [whole, last];
  const isApproximate = whole.isApproximate || last.isApproximate;
  const isUncertain = whole.isUncertain || last.isUncertain;
  return [
    { ...whole, isApproximate, isUncertain },
    { ...last, isApproximate, isUncertain },
  ];
}

function withBareNumber(term: Term, other: Term): Term {
  if (term.part === null && term.day !== null) return { ...term, part: monthOf(other) };
  if (term.bare === null) return term;
  if (other.part !== null) return { ...term, bare: null, day: term.bare, part: monthOf(other) };
  if (other.year === null) return term;
  const year = Number(other.year);
  if (year <= 0) return { ...term, bare: null, year: yearText(1 - term.bare) };
  // 1939 to 45: the years of one century.
  return {
    ...term,
    bare: null,
    year: term.bare < 100 ? yearText(year - (year % 100) + term.bare) : yearText(term.bare),
  };
}

function monthOf({ part }: Term): number {
  if (part === null || part > 12) throw new PlainFault('a day needs its month');
  return part;
}

/** The date of the same precision just before or after; for a season or a decade, the day. */
function beside(text: string, side: -1 | 1): string {
  const { span, precision } = readDate(text);
  const mark = /[?~%]$/.exec(text)?.[0] ?? '';
  const day = side < 0 ? span.from : span.to;
  if (day === null) throw new PlainFault('that is too far away to count from');
  const name = formatDay(side < 0 ? day - dayMs : day);
  const cut = { year: -6, month: -3 }[precision as string];
  return `${cut === undefined ? name : name.slice(0, cut)}${mark}`;
}

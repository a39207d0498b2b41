import { parseEdtf } from '#core/dates/edtf';
import { phraseToEdtf } from '#core/dates/plain-phrase';
import { PlainFault, type Doubt, type Sense } from '#core/dates/plain-sense';
import type { DateReading } from '#core/dates/reading';

/**
 * What a person's words for a date come to. `read`: the likeliest reading, and at most one other that the words allow.
 * `ask`: two readings of which neither is likelier, 10/11/2025, so that only the writer can tell. `impossible`: words that
 * were understood and name no date, with EDTF that may have been meant. `unread`: anything else. A problem reads after a
 * field's name.
 */
export type PlainDate =
  | { readonly outcome: 'read'; readonly reading: DateReading; readonly alternative: DateReading | null }
  | { readonly outcome: 'ask'; readonly readings: readonly [DateReading, DateReading] }
  | {
      readonly outcome: 'impossible';
      readonly problem: string;
      readonly reason: string;
      readonly instead: string | null;
    }
  | { readonly outcome: 'unread'; readonly problem: string };

const longest = 200;
const unread = 'is not a date Parley can read';

// The first doubt that makes a difference gives the alternative.
const doubts: readonly Doubt[] = ['year', 'weekday', 'season', 'extent'];

/**
 * Reads a date as people write it: EDTF, which stays as it is, or plain English such as "24–26 Oct 2025", "late October
 * 2025", "before 24 October", "since February 2022", "next Friday". `today` is the reader's calendar day, as a UTC
 * midnight in milliseconds. Never throws.
 */
export function readPlainDate(text: string, today: number): PlainDate {
  const phrase = text.trim();
  const edtf = parseEdtf(phrase);
  if (edtf.ok) return { outcome: 'read', reading: edtf.reading, alternative: beyondEdtf(phrase, today) };
  if (/^-?\d{4}-\d\d(-\d\d)?[?~%]?$/.test(phrase)) {
    return {
      outcome: 'impossible',
      problem: `${unread}: ${edtf.reason}`,
      reason: edtf.reason,
      instead: coarserDate(phrase),
    };
  }
  if (phrase.length > longest) return { outcome: 'unread', problem: `${unread}: ${edtf.reason}` };
  const read = readPhrase(phrase, today);
  // What has no words was meant as EDTF, whose own reader says best what is wrong with it.
  return read.outcome === 'unread' && !/[a-z]{2}/i.test(phrase)
    ? { ...read, problem: `${unread}: ${edtf.reason}` }
    : read;
}

/** "11/2025" runs from a century to a year in EDTF, and is a month to nearly everybody who writes it. */
function beyondEdtf(phrase: string, today: number): DateReading | null {
  const read = /^\d\d\/\d{4}$/.test(phrase) ? readPhrase(phrase, today) : null;
  return read?.outcome === 'read' ? read.reading : null;
}

function readPhrase(phrase: string, today: number): PlainDate {
  const read = (isDayFirst: boolean, flipped: Doubt | null = null) =>
    attempt(phrase, { today, isDayFirst, flipped, isLenient: false });
  const dayFirst = read(true);
  const monthFirst = read(false);
  if (typeof dayFirst === 'string' && typeof monthFirst === 'string' && dayFirst !== monthFirst) {
    return { outcome: 'ask', readings: [readingOf(dayFirst), readingOf(monthFirst)] };
  }
  if (typeof dayFirst !== 'string' && typeof monthFirst !== 'string') {
    // 11/31/2025 has no month 31, but a November that is too short.
    return refusal(monthFirst.instead === null ? dayFirst : monthFirst);
  }

  const isDayFirst = typeof dayFirst === 'string';
  const likeliest = (isDayFirst ? dayFirst : monthFirst) as string;
  const others = doubts.map((doubt) => read(isDayFirst, doubt));
  const other = others.find((each) => typeof each === 'string' && each !== likeliest);
  return {
    outcome: 'read',
    reading: readingOf(likeliest),
    alternative: typeof other === 'string' ? readingOf(other) : null,
  };
}

function attempt(phrase: string, sense: Sense): string | PlainFault {
  try {
    return phraseToEdtf(phrase, sense);
  } catch (fault) {
    if (fault instanceof PlainFault) return fault;
    throw fault;
  }
}

function readingOf(edtf: string): DateReading {
  const parsed = parseEdtf(edtf);
  if (!parsed.ok) throw new Error(`Plain English came to a date that is none: it ${parsed.problem}`);
  return parsed.reading;
}

function refusal(fault: PlainFault): PlainDate {
  const problem = `${unread}: ${fault.message}`;
  return fault.isImpossible
    ? { outcome: 'impossible', problem, reason: fault.message, instead: fault.instead }
    : { outcome: 'unread', problem };
}

/** A day or month that does not exist is most often meant for the month or year that it stands in. */
function coarserDate(text: string): string | null {
  const shorter = text.slice(0, text.lastIndexOf('-'));
  return parseEdtf(shorter).ok ? shorter : null;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '#core/dates/calendar-day';
import { parseEdtf, readEdtf } from '#core/dates/edtf';
import { readPlainDate } from '#core/dates/plain-english';
import { dateInWords } from '#core/dates/words';
import { edtfText } from './edtf-texts';

// A Tuesday.
const today = parseDay('2025-12-02');

/** The EDTF of what a phrase may mean, the likeliest first. */
function readingsOf(text: string): readonly string[] {
  const read = readPlainDate(text, today);
  if (read.outcome === 'read') return [read.reading, read.alternative].flatMap((each) => each?.edtf ?? []);
  if (read.outcome === 'ask') return ['which?', ...read.readings.map(({ edtf }) => edtf)];
  return [read.problem];
}

describe('a date is read as people write it', () => {
  it.each([
    // Days
    ['24 October 2025', '2025-10-24'],
    ['24th of October, 2025', '2025-10-24'],
    ['October 24, 2025', '2025-10-24'],
    ['Oct. 24th 2025', '2025-10-24'],
    ['Friday, 24 October 2025', '2025-10-24'],
    ['24-Oct-2025', '2025-10-24'],
    ['24 Oct 25', '2025-10-24'],
    ['24 Oct ’25', '2025-10-24'],
    ['on 24 OCTOBER 2025', '2025-10-24'],
    ['2025/10/24', '2025-10-24'],
    ['2025-3-9', '2025-03-09'],
    ['23.10.2025', '2025-10-23'],
    ['23/10/25', '2025-10-23'],
    ['10/24/2025', '2025-10-24'],
    ['5.5.2025', '2025-05-05'],
    // Runs of days
    ['24-26 Oct 2025', '2025-10-24/2025-10-26'],
    ['24–26 October 2025', '2025-10-24/2025-10-26'],
    ['24 – 26 October 2025', '2025-10-24/2025-10-26'],
    ['24 to 26 October 2025', '2025-10-24/2025-10-26'],
    ['October 24–26, 2025', '2025-10-24/2025-10-26'],
    ['Fri 24 – Sun 26 October 2025', '2025-10-24/2025-10-26'],
    ['24th–26th of October 2025', '2025-10-24/2025-10-26'],
    ['23.-26.10.2025', '2025-10-23/2025-10-26'],
    ['23.10.2025–26.10.2025', '2025-10-23/2025-10-26'],
    ['31 October – 2 November 2025', '2025-10-31/2025-11-02'],
    ['Oct 31, 2025 - Nov 2, 2025', '2025-10-31/2025-11-02'],
    ['30 December – 2 January 2026', '2025-12-30/2026-01-02'],
    ['30 December 2025 – 2 January', '2025-12-30/2026-01-02'],
    ['from 24 October to 26 October 2025', '2025-10-24/2025-10-26'],
    ['from February to May 2022', '2022-02/2022-05'],
    ['2025-10-24 to 2025-10-26', '2025-10-24/2025-10-26'],
    ['1964–2008', '1964/2008'],
    ['1939–45', '1939/1945'],
    ['since 2014 until 2022', '2014/2022'],
    ['1980s to 1990s', '198X/199X'],
    // Months, parts of a year, years and more
    ['November 2025', '2025-11'],
    ['Sept 2025', '2025-09'],
    ['9/2025', '2025-09'],
    ['11.2025', '2025-11'],
    ['Q3 2025', '2025-35'],
    ['2025 Q3', '2025-35'],
    ['2025-Q3', '2025-35'],
    ['third quarter of 2025', '2025-35'],
    ['first half of 2025', '2025-40'],
    ['H2 2025', '2025-41'],
    ['autumn 2025', '2025-23'],
    ['Fall of 2025', '2025-23'],
    ['winter 2025–26', '2025-24'],
    ['spring 2025 (southern)', '2025-29'],
    ['southern spring 2025', '2025-29'],
    ['summer 2025/26', '2025-30'],
    ['1990s', '199X'],
    ['the 1990s', '199X'],
    ['20th century', '19XX'],
    ['44 BCE', '-0043'],
    ['44 BC', '-0043'],
    ['79 AD', '0079'],
    ['15 March 44 BCE', '-0043-03-15'],
    ['500–449 BCE', '-0499/-0448'],
    // About and unsure
    ['about March 2022', '2022-03~'],
    ['around 24 October 2025', '2025-10-24~'],
    ['c. 1990', '1990~'],
    ['ca 1990', '1990~'],
    ['circa 1990', '1990~'],
    ['sometime in November 2025', '2025-11'],
    ['probably March 2022', '2022-03?'],
    ['March 2022?', '2022-03?'],
    ['about March 2022?', '2022-03%'],
    ['about 24–26 October 2025', '2025-10-24~/2025-10-26~'],
    ['about 1984 – June 2004', '1984~/2004-06'],
    // Parts
    ['early 2024', '2024-01-01~/2024-04-30~'],
    ['mid-2024', '2024-05-01~/2024-08-31~'],
    ['late autumn 2025', '2025-11~'],
    ['early 1990s', '[1990~..1993~]'],
    ['first half of October 2025', '[2025-10-01..2025-10-15]'],
    // Bounds
    ['before 24 October 2025', '[..2025-10-23]'],
    ['before October 2025', '[..2025-09]'],
    ['before 2025', '[..2024]'],
    ['before autumn 2025', '[..2025-08-31]'],
    ['before the end of October 2025', '[..2025-10-30]'],
    ['by 24 October 2025', '[..2025-10-24]'],
    ['no later than 24 October 2025', '[..2025-10-24]'],
    ['by the end of 2025', '[..2025-12-31]'],
    ['by late October 2025', '[..2025-10-31~]'],
    ['after 24 October 2025', '[2025-10-25..]'],
    ['after 2025', '[2026..]'],
    ['on or after 24 October 2025', '[2025-10-24..]'],
    ['not before 24 October 2025', '[2025-10-24..]'],
    ['since February 2022', '2022-02/..'],
    ['from 24 February 2022 on', '2022-02-24/..'],
    ['February 2022 onwards', '2022-02/..'],
    ['since the start of 2022', '2022-01-01/..'],
    ['until 23 October 2025', '../2025-10-23'],
    ['up to 2025', '../2025'],
    ['between 1 and 23 October 2025', '[2025-10-01..2025-10-23]'],
    ['between October 1 and 23, 2025', '[2025-10-01..2025-10-23]'],
    ['between early and late October 2025', '[2025-10-01~..2025-10-31~]'],
    ['from early October to mid November 2025', '2025-10~/2025-11~'],
    ['24 or 26 October 2025', '[2025-10-24,2025-10-26]'],
    ['24 and 26 October 2025', '{2025-10-24,2025-10-26}'],
    // Against today
    ['today', '2025-12-02'],
    ['yesterday', '2025-12-01'],
    ['the day before yesterday', '2025-11-30'],
    ['tomorrow', '2025-12-03'],
    ['3 days ago', '2025-11-29'],
    ['in two weeks', '2025-12-16'],
    ['about a month ago', '2025-11~'],
    ['2 years ago', '2023'],
    ['last month', '2025-11'],
    ['next year', '2026'],
    ['last quarter', '2025-35'],
    ['late last month', '2025-11-21~/2025-11-30~', 'or', '2025-11-23~/2025-11-30~'],
    ['Friday last week', '2025-11-28'],
    ['this Friday', '2025-12-05'],
    ['since yesterday', '2025-12-01/..'],
    ['March last year', '2024-03'],
    ['Friday 24 October', '2025-10-24'],
    ['early to mid October 2025', '2025-10-01~/2025-10-20~', 'or', '2025-10-01~/2025-10-19~'],
    ['first week of October 2025', '[2025-10-01..2025-10-07]'],
    ['last week of October 2025', '[2025-10-25..2025-10-31]'],
    ['last quarter of 2025', '2025-36'],
    ['by the end of the month', '[..2025-12-31]'],
    ['2 to 3 weeks ago', '[2025-11-11..2025-11-18]'],
    ['in 2–3 months', '[2026-02..2026-03]'],
    ['a fortnight ago', '2025-11-18'],
    ['2022 to the present', '2022/..'],
    ['October ’25', '2025-10'],
    ['mid-90s', '[1994~..1996~]'],
  ])('%s', (text, ...expected) => {
    expect(readingsOf(text)).toEqual(expected.filter((each) => each !== 'or'));
  });

  it.each([
    ['late October 2025', '2025-10-21~/2025-10-31~', '2025-10-24~/2025-10-31~'],
    ['mid October 2025', '2025-10-11~/2025-10-20~', '2025-10-12~/2025-10-19~'],
    ['early February 2024', '2024-02-01~/2024-02-10~', '2024-02-01~/2024-02-08~'],
    ['the end of October 2025', '2025-10-21~/2025-10-31~', '2025-10-31'],
    ['end of 2025', '2025-12~', '2025-12-31'],
    ['next Friday', '2025-12-05', '2025-12-12'],
    ['last Monday', '2025-12-01', '2025-11-24'],
    ['Friday', '2025-11-28', '2025-12-05'],
    ['last week', '[2025-11-24..2025-11-30]', '2025-11-24/2025-11-30'],
    ['last October', '2025-10', '2024-10'],
    ['winter 2025', '2025-24', '2024-24'],
    ['11/2025', '11/2025', '2025-11'],
    ['1900s', '190X', '19XX'],
    ['24 October', '2025-10-24', '2026-10-24'],
    ['by 24 October', '[..2025-10-24]', '[..2026-10-24]'],
    ['24–26 October', '2025-10-24/2025-10-26', '2026-10-24/2026-10-26'],
    ['October', '2025-10', '2026-10'],
    ['10 December', '2025-12-10', '2024-12-10'],
    ['February', '2026-02', '2025-02'],
    ['since February', '2025-02/..', '2026-02/..'],
  ])('%s, with the other thing that it may mean', (text, likeliest, other) => {
    expect(readingsOf(text)).toEqual([likeliest, other]);
  });

  it.each([
    ['10/11/2025', '2025-11-10', '2025-10-11'],
    ['1.2.2025', '2025-02-01', '2025-01-02'],
    ['before 10/11/2025', '[..2025-11-09]', '[..2025-10-10]'],
  ])('%s is asked about, for day and month can be swapped', (text, dayFirst, monthFirst) => {
    expect(readingsOf(text)).toEqual(['which?', dayFirst, monthFirst]);
  });
});

describe('what is no date', () => {
  it.each([
    ['31 November 2025', 'November has 30 days', '2025-11'],
    ['31 November', 'November has 30 days', '2025-11'],
    ['30 February 2025', 'February has 28 days, or 29 in a leap year', '2025-02'],
    ['29 February 2025', 'February 2025 has 28 days', '2025-02'],
    ['2025-11-31', 'November has 30 days', '2025-11'],
    ['2025-13', 'there is no month 13', '2025'],
    ['2025-11-31/2025-12-02', 'November has 30 days', '2025-11/2025-12-02'],
    ['24 Oct to 31 Nov 2025', 'November has 30 days', '2025-10-24/2025-11'],
    ['between 5 and 31 November 2025', 'November has 30 days', '[2025-11-05..2025-11]'],
    ['before 31 November 2025', 'November has 30 days', '[..2025-10]'],
    ['since 31 November', 'November has 30 days', '2025-11/..'],
    ['Monday 24 to 26 October 2025', 'that day is a Friday', '2025-10-24/2025-10-26'],
    ['Monday 24 October 2025', 'that day is a Friday', '2025-10-24'],
    ['23.13.2025', 'there is no month 13', null],
    ['11/31/2025', 'November has 30 days', '2025-11'],
    ['26–24 October 2025', 'it ends before it starts', null],
    ['2025-10-26 to 2025-10-24', 'it ends before it starts', null],
  ])('%s is explained, with what may have been meant', (text, reason, instead) => {
    const problem = `is not a date Parley can read: ${reason}`;
    expect(readPlainDate(text, today)).toMatchObject({ outcome: 'impossible', problem, instead });
  });

  it.each([
    ['bananas', '“bananas” is not a word that Parley knows in a date'],
    ['24', null],
    ['the 24th', 'the number 24 needs a month'],
    ['26 2025', 'write it as EDTF, such as 2025-10-24, 2025-11, 2025-11~ or 2025-10-24/2025-10-26'],
    ['October November', 'it names more than one month'],
    ['October 1990s', 'a decade or century has no month of its own'],
    ['early 24 October 2025', 'it has no parts to name'],
    ['before', '“before” is not a word that Parley knows in a date'],
    ['early', 'no day, month or year is named'],
    ['24 to 26', 'a day needs its month'],
    ['2025-10-2?x', 'months and days have two digits, such as 2025-03-09'],
    ['2025-10-24T10:00', 'it holds a time of day; write the day alone and put the hour in "clock"'],
  ])('%s is not read, and the reason given', (text, reason) => {
    const read = readPlainDate(text, today);
    // Two digits are a century in EDTF.
    if (reason === null) expect(read.outcome).toBe('read');
    else expect(read).toEqual({ outcome: 'unread', problem: `is not a date Parley can read: ${reason}` });
  });

  it('is refused quickly however long it is', () => {
    expect(readPlainDate('from '.repeat(100_000), today).outcome).toBe('unread');
  });
});

describe('the reader of plain English', () => {
  it('keeps every EDTF date byte for byte', () => {
    fc.assert(
      fc.property(edtfText, (text) => {
        expect(readingsOf(text)).toEqual([text]);
      }),
    );
  });

  it('never throws, and reads nothing that is not EDTF', () => {
    const words = fc.constantFrom(
      ...[
        'from',
        'to',
        'between',
        'and',
        'late',
        'october',
        'friday',
        'q3',
        '24',
        '1990s',
        '2025',
        '10/11/2025',
        'bce',
      ],
      ...['before', 'since', 'about', '?', 'next', 'week', 'winter', 'end of', 'second half of', '-', '31', 'february'],
    );
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 7 }),
        fc.integer({ min: 0, max: 40_000 }),
        (parts, day) => {
          const read = readPlainDate(parts.join(' '), day * 86_400_000);
          if (read.outcome === 'read') expect(parseEdtf(read.reading.edtf).ok).toBe(true);
          if (read.outcome === 'ask') expect(read.readings[0].edtf).not.toBe(read.readings[1].edtf);
        },
      ),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readPlainDate(text, today)).toHaveProperty('outcome');
      }),
    );
  });

  it('reads Parley’s own words back to the date that they name', () => {
    fc.assert(
      fc.property(sayable, fc.constantFrom('long' as const, 'short' as const), (edtf, style) => {
        const words = dateInWords(readEdtf(edtf), style);
        expect([words, readingsOf(words)[0]]).toEqual([words, edtf]);
      }),
      { numRuns: 500 },
    );
  });
});

const day = fc.integer({ min: parseDay('1000-01-01') / 86_400_000, max: parseDay('9000-01-01') / 86_400_000 });
const month = fc.integer({ min: 1, max: 12 }).map((value) => String(value).padStart(2, '0'));
const year = fc.integer({ min: 1000, max: 9000 });
const asDay = (value: number) => formatDay(value * 86_400_000);
const qualifier = fc.constantFrom('', '?', '~', '%');
const single = fc.oneof(
  day.map(asDay),
  fc.tuple(year, month).map((parts) => parts.join('-')),
  fc.tuple(year, fc.constantFrom(21, 22, 23, 24, 29, 30, 31, 33, 34, 35, 36)).map((parts) => parts.join('-')),
  year.map(String),
  year.map((value) => `${String(value).slice(0, 3)}X`),
  fc.integer({ min: 1, max: 998 }).map((value) => `-${String(value).padStart(4, '0')}`),
);
const plainSingle = fc.oneof(
  day.map(asDay),
  fc.tuple(year, month).map((parts) => parts.join('-')),
  year.map(String),
);
const days = fc.tuple(day, fc.integer({ min: 1, max: 400 })).map(([first, length]) => [first, first + length] as const);
const third = fc
  .tuple(year, month, fc.constantFrom(['01', '10'] as const, ['11', '20'] as const))
  .map(([of, part, [first, last]]) => `${of}-${part}-${first}~/${of}-${part}-${last}~`);

/** Dates whose wording says all that they say. */
const sayable = fc.oneof(
  fc.tuple(single, qualifier).map((parts) => parts.join('')),
  days.map(([first, last]) => `${asDay(first)}/${asDay(last)}`),
  days.map(([first, last]) => `[${asDay(first)}..${asDay(last)}]`),
  fc.tuple(year, year).map(([a, b]) => `${Math.min(a, b)}/${Math.max(a, b) + 1}`),
  fc.tuple(single, qualifier).map(([text, mark]) => `${text}${mark}/..`),
  fc.tuple(single, qualifier).map(([text, mark]) => `${text}${mark}/`),
  fc.tuple(single, qualifier).map(([text, mark]) => `../${text}${mark}`),
  plainSingle.map((text) => `[..${text}]`),
  fc.tuple(single, qualifier).map(([text, mark]) => `[${text}${mark}..]`),
  third,
  fc
    .tuple(year, fc.constantFrom(['01-01', '04-30'], ['05-01', '08-31'], ['09-01', '12-31']))
    .map(([of, [first, last]]) => `${of}-${first}~/${of}-${last}~`),
);

import edtf, { parse } from 'edtf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay } from '#core/dates/calendar-day';
import { parseEdtf, readEdtf } from '#core/dates/edtf';
import type { DaySpan } from '#core/dates/reading';
import { edtfText, plainDate } from './edtf-texts';

/** A span as its first and last day, `*` where nothing bounds it. */
function inDays({ from, to }: DaySpan): string {
  return `${from === null ? '*' : formatDay(from)} to ${to === null ? '*' : formatDay(to - 1)}`;
}

function problemOf(text: string): string {
  const parsed = parseEdtf(text);
  if (parsed.ok) throw new Error(`${text} was read`);
  return parsed.problem;
}

describe('a date that falls on one day', () => {
  it.each([
    // Level 0
    ['2025-10-24', 'day', '2025-10-24 to 2025-10-24'],
    ['2025-11', 'month', '2025-11-01 to 2025-11-30'],
    ['2024-02', 'month', '2024-02-01 to 2024-02-29'],
    ['2025', 'year', '2025-01-01 to 2025-12-31'],
    ['0000', 'year', '0000-01-01 to 0000-12-31'],
    ['0004-02-29', 'day', '0004-02-29 to 0004-02-29'],
    ['19', 'century', '1900-01-01 to 1999-12-31'],
    // Level 1
    ['-0333', 'year', '-0333-01-01 to -0333-12-31'],
    ['-9999-06-01', 'day', '-9999-06-01 to -9999-06-01'],
    ['2025-11~', 'month', '2025-11-01 to 2025-11-30'],
    ['2025-11?', 'month', '2025-11-01 to 2025-11-30'],
    ['2004-06-11%', 'day', '2004-06-11 to 2004-06-11'],
    ['201X', 'decade', '2010-01-01 to 2019-12-31'],
    ['20XX', 'century', '2000-01-01 to 2099-12-31'],
    ['XXXX', 'millennium', '0000-01-01 to 9999-12-31'],
    ['-201X', 'decade', '-2019-01-01 to -2010-12-31'],
    ['-000X', 'decade', '-0009-01-01 to 0000-12-31'],
    ['2004-XX', 'year', '2004-01-01 to 2004-12-31'],
    ['1985-04-XX', 'month', '1985-04-01 to 1985-04-30'],
    ['1985-XX-XX', 'year', '1985-01-01 to 1985-12-31'],
    ['2001-21', 'season', '2001-03-01 to 2001-05-31'],
    ['2001-22', 'season', '2001-06-01 to 2001-08-31'],
    ['2001-23', 'season', '2001-09-01 to 2001-11-30'],
    ['2001-24', 'season', '2001-12-01 to 2002-02-28'],
    ['2001-21~', 'season', '2001-03-01 to 2001-05-31'],
    // Level 2
    ['2004-06~-11', 'day', '2004-06-11 to 2004-06-11'],
    ['?2004-06-~11', 'day', '2004-06-11 to 2004-06-11'],
    ['156X-12-25', 'set', '1560-12-25 to 1569-12-25'],
    ['15XX-12-25', 'set', '1500-12-25 to 1599-12-25'],
    ['XXXX-12-XX', 'set', '0000-12-01 to 9999-12-31'],
    ['1XXX-XX', 'millennium', '1000-01-01 to 1999-12-31'],
    ['1XXX-12', 'set', '1000-12-01 to 1999-12-31'],
    ['1984-1X', 'set', '1984-10-01 to 1984-12-31'],
    ['1984-X1', 'set', '1984-01-01 to 1984-11-30'],
    ['1560-XX-31', 'set', '1560-01-31 to 1560-12-31'],
    ['1985-04-3X', 'set', '1985-04-30 to 1985-04-30'],
    ['190X-02-29', 'set', '1904-02-29 to 1908-02-29'],
    ['X025', 'set', '0025-01-01 to 9025-12-31'],
    ['201X-24', 'set', '2010-12-01 to 2020-02-29'],
    ['196', 'decade', '1960-01-01 to 1969-12-31'],
    ['-19', 'century', '-1999-01-01 to -1900-12-31'],
    ['196?', 'decade', '1960-01-01 to 1969-12-31'],
    ['1950S2', 'century', '1900-01-01 to 1999-12-31'],
    ['-1950S3', 'decade', '-1959-01-01 to -1950-12-31'],
    ['2001-25', 'season', '2001-03-01 to 2001-05-31'],
    ['2001-28', 'season', '2001-12-01 to 2002-02-28'],
    ['2001-29', 'season', '2001-09-01 to 2001-11-30'],
    ['2001-30', 'season', '2001-12-01 to 2002-02-28'],
    ['2001-32', 'season', '2001-06-01 to 2001-08-31'],
    ['2001-33', 'season', '2001-01-01 to 2001-03-31'],
    ['2001-36', 'season', '2001-10-01 to 2001-12-31'],
    ['2001-38', 'season', '2001-05-01 to 2001-08-31'],
    ['2001-41', 'season', '2001-07-01 to 2001-12-31'],
    // Sets
    ['[..2025-10-23]', 'set', '* to 2025-10-23'],
    ['[2025-10-01..2025-10-23]', 'set', '2025-10-01 to 2025-10-23'],
    ['[1760-12..]', 'set', '1760-12-01 to *'],
    ['[1667,1668,1670..1672]', 'set', '1667-01-01 to 1672-12-31'],
    ['{1960,1961-12}', 'set', '1960-01-01 to 1961-12-31'],
    ['{..1983-12-31,1984-10-10..1984-11-01}', 'set', '* to 1984-11-01'],
    ['[1760-01,1760-02,1760-12..]', 'set', '1760-01-01 to *'],
    ['[2025-11-08~..2025-12-07~]', 'set', '2025-11-08 to 2025-12-07'],
    // Late October: an interval between two approximate days is a moment, by the record's convention.
    ['2025-10-21~/2025-10-31~', 'set', '2025-10-21 to 2025-10-31'],
  ])('%s is given to the %s and falls within %s', (text, precision, days) => {
    const reading = readEdtf(text);
    expect(reading.nature).toBe('moment');
    if (reading.nature !== 'moment') return;
    expect(reading.edtf).toBe(text);
    expect(reading.edge.precision).toBe(precision);
    expect(inDays(reading.span)).toBe(days);
    expect(reading.edge.span).toEqual(reading.span);
    expect(reading.isDrawable).toBe(true);
  });

  it.each([
    ['2025-11', false, false],
    ['2025-11~', true, false],
    ['2025-11?', false, true],
    ['2025-11%', true, true],
    ['2004?-06-~11', true, true],
    ['1950S2', true, false],
    ['[2025?,2026]', false, true],
    ['2025-10-21%/2025-10-31~', true, true],
  ])('%s: approximate is %s, uncertain is %s', (text, isApproximate, isUncertain) => {
    const reading = readEdtf(text);
    expect(reading.nature === 'moment' && reading.edge).toMatchObject({ isApproximate, isUncertain });
  });
});

describe('a date that lasts', () => {
  it.each([
    ['2025-10-24/2025-10-26', '2025-10-24 to 2025-10-24', '2025-10-26 to 2025-10-26', '2025-10-24 to 2025-10-26'],
    ['2025-10-24/2025-10-24', '2025-10-24 to 2025-10-24', '2025-10-24 to 2025-10-24', '2025-10-24 to 2025-10-24'],
    ['1964/2008', '1964-01-01 to 1964-12-31', '2008-01-01 to 2008-12-31', '1964-01-01 to 2008-12-31'],
    ['2004-02/2005-02-08', '2004-02-01 to 2004-02-29', '2005-02-08 to 2005-02-08', '2004-02-01 to 2005-02-08'],
    ['1984~/2004-06', '1984-01-01 to 1984-12-31', '2004-06-01 to 2004-06-30', '1984-01-01 to 2004-06-30'],
    ['2001-21/2001-23', '2001-03-01 to 2001-05-31', '2001-09-01 to 2001-11-30', '2001-03-01 to 2001-11-30'],
    ['2004-06-XX/2004-07-03', '2004-06-01 to 2004-06-30', '2004-07-03 to 2004-07-03', '2004-06-01 to 2004-07-03'],
    ['199X/200X', '1990-01-01 to 1999-12-31', '2000-01-01 to 2009-12-31', '1990-01-01 to 2009-12-31'],
    ['2022-02/..', '2022-02-01 to 2022-02-28', null, '2022-02-01 to *'],
    ['2022-02/', '2022-02-01 to 2022-02-28', null, '2022-02-01 to *'],
    ['../2025-10-23', null, '2025-10-23 to 2025-10-23', '* to 2025-10-23'],
    ['/1985', null, '1985-01-01 to 1985-12-31', '* to 1985-12-31'],
    ['2025-10/2025', '2025-10-01 to 2025-10-31', '2025-01-01 to 2025-12-31', '2025-10-01 to 2025-12-31'],
    ['2025-10~/2025-12~', '2025-10-01 to 2025-10-31', '2025-12-01 to 2025-12-31', '2025-10-01 to 2025-12-31'],
  ])('%s starts within %s, ends within %s and covers %s', (text, start, end, span) => {
    const reading = readEdtf(text);
    expect(reading.nature).toBe('period');
    if (reading.nature !== 'period') return;
    expect(reading.start && inDays(reading.start.span)).toBe(start);
    expect(reading.end && inDays(reading.end.span)).toBe(end);
    expect(inDays(reading.span)).toBe(span);
    expect(reading.isDrawable).toBe(true);
  });

  it('tells an open end from an unknown one', () => {
    expect(readEdtf('2022-02/..')).toMatchObject({ isStartOpen: false, isEndOpen: true });
    expect(readEdtf('2022-02/')).toMatchObject({ isStartOpen: false, isEndOpen: false, end: null });
    expect(readEdtf('../2022-02')).toMatchObject({ isStartOpen: true, isEndOpen: false });
    expect(readEdtf('/2022-02')).toMatchObject({ isStartOpen: false, start: null });
  });
});

describe('a date too far away to draw', () => {
  it.each(['Y10000', 'Y-12000', 'Y17E7', 'Y-17E7', 'Y171010000S3', 'Y3388E2S3', 'Y9E400', '2025/Y12000', '../..', '/'])(
    '%s is kept and listed, not drawn',
    (text) => {
      const reading = readEdtf(text);
      expect(reading.edtf).toBe(text);
      expect(reading.isDrawable).toBe(false);
    },
  );

  it('still has its bounds where a time value can hold them', () => {
    expect(readEdtf('Y12000').span).toEqual({ from: Date.UTC(12000, 0, 1), to: Date.UTC(12001, 0, 1) });
    expect(readEdtf('Y17E7').span).toEqual({ from: null, to: null });
    expect(readEdtf('Y12345S3').span).toEqual({ from: Date.UTC(12300, 0, 1), to: Date.UTC(12400, 0, 1) });
  });
});

describe('what is not a date is refused with its reason', () => {
  it.each([
    ['', 'nothing is written'],
    ['2025-13', 'there is no month 13'],
    ['2025-00', 'there is no month 00'],
    ['2025-42', 'there is no month 42'],
    ['2025-11-31', 'November has 30 days'],
    ['2025-10-00', 'days are counted from 01'],
    ['2025-10-32', 'October has 31 days'],
    ['2025-02-29', 'February 2025 has 28 days'],
    ['1900-02-29', 'February 1900 has 28 days'],
    ['2024-02-30', 'February has 28 days, or 29 in a leap year'],
    ['2XX1-02-29', 'no year that fits 2XX1 is a leap year'],
    ['1985-XX-32', 'no month that fits has a day 32'],
    ['2025-21-03', '21 is a season or part of a year, which has no day'],
    ['2025-21-XX', '21 is a season or part of a year, which has no day'],
    ['-0000', 'the year 0000 (1 BCE) takes no minus sign'],
    ['Y2025', 'a Y stands before years of more than four digits only'],
    ['Y012025', 'a year after a Y has no leading zeros'],
    ['12025', 'a year of more than four digits begins with Y, such as Y12000'],
    ['1950S5', 'the year has fewer than 5 digits'],
    ['2025-10-24T10:00Z', 'it holds a time of day; write the day alone and put the hour in "clock"'],
    ['2025-10-24T10:00:00+02:00', 'it holds a time of day; write the day alone and put the hour in "clock"'],
    ['24.10.2025', 'write the year first, such as 2025-10-24'],
    ['2025-1', 'months and days have two digits, such as 2025-03-09'],
    [' 2025', 'it begins or ends with a space'],
    ['2026/2025', 'it ends before it starts'],
    ['2025-10-26/2025-10-24', 'it ends before it starts'],
    ['2025-10-31~/2025-10-21~', 'it ends before it starts'],
    ['2024/2025/2026', 'an interval has one slash, between its first and its last day'],
    ['2025-13/2026', 'there is no month 13'],
    ['[2025', 'the bracket [ is not closed at the end'],
    ['{2025]', 'the bracket { is not closed at the end'],
    ['{}', 'nothing is written'],
    ['[2025,]', 'nothing is written'],
    ['[..]', 'a run in a set needs a date on at least one side of its dots'],
    ['[2024,..2025]', 'only the first member of a set can be open towards the past'],
    ['[2024..,2025]', 'only the last member of a set can be open towards the future'],
    ['[2024..2025..2026]', 'a run in a set is written with one pair of dots'],
    ['[2025-10-23..2025-10-01]', 'a run in the set ends before it starts'],
    ['null', 'write it as EDTF, such as 2025-10-24, 2025-11, 2025-11~ or 2025-10-24/2025-10-26'],
    ['October 2025', 'write it as EDTF, such as 2025-10-24, 2025-11, 2025-11~ or 2025-10-24/2025-10-26'],
  ])('%j', (text, reason) => {
    expect(problemOf(text)).toBe(`is not a date Parley can read (${JSON.stringify(text)}): ${reason}`);
  });

  it('refuses a text of absurd length without reading it', () => {
    expect(problemOf('2025-10-24'.repeat(100))).toBe('is not a date Parley can read: it is longer than 500 characters');
  });

  it('reading without checking first is a bug', () => {
    expect(() => readEdtf('soon')).toThrow('A date was read before it was checked');
  });
});

it('reads the same text the same way after many others', () => {
  const before = readEdtf('2025-11');
  for (let year = 1000; year < 6000; year++) readEdtf(String(year));
  expect(readEdtf('2025-11')).toEqual(before);
});

describe('every date', () => {
  it('has its first day before its last, and keeps its text', () => {
    fc.assert(
      fc.property(edtfText, (text) => {
        const reading = readEdtf(text);
        expect(reading.edtf).toBe(text);
        const { from, to } = reading.span;
        if (from !== null && to !== null) expect(to).toBeGreaterThan(from);
      }),
    );
  });

  it('is read whole days from UTC midnight to UTC midnight', () => {
    fc.assert(
      fc.property(edtfText, (text) => {
        const { from, to } = readEdtf(text).span;
        expect(Math.abs((from ?? 0) % 86_400_000)).toBe(0);
        expect(Math.abs((to ?? 0) % 86_400_000)).toBe(0);
      }),
    );
  });

  it('keeps both ends of a period inside its span', () => {
    fc.assert(
      fc.property(edtfText, (text) => {
        const reading = readEdtf(text);
        if (reading.nature !== 'period') return;
        expect(reading.span.from).toBe(reading.start?.span.from ?? null);
        expect(reading.span.to).toBe(reading.end?.span.to ?? null);
      }),
    );
  });

  it('is read or refused, whatever the text, and never throws', () => {
    const almost = fc.string({ unit: fc.constantFrom(...'0123456789X-/.?~%[]{},YES'), maxLength: 24 });
    fc.assert(
      fc.property(fc.oneof(fc.string(), almost), (text) => {
        const parsed = parseEdtf(text);
        expect(parsed.ok || parsed.problem.startsWith('is not a date Parley can read')).toBe(true);
      }),
    );
  });
});

describe('read beside another implementation', () => {
  it('agrees on the days of plain dates', () => {
    fc.assert(
      fc.property(plainDate, (text) => {
        const theirs = edtf(text);
        const { from, to } = readEdtf(text).span;
        expect(from).toBe(theirs.min);
        expect((to ?? 0) - 1).toBe(theirs.max);
      }),
    );
  });

  it('reads whatever the other does, except days that never were and ends before their start', () => {
    const altered = fc
      .tuple(edtfText, fc.nat(), fc.constantFrom(...'0123456789X-/.?~%,'))
      .map(([text, at, character]) => text.slice(0, at % text.length) + character + text.slice((at % text.length) + 1));
    fc.assert(
      fc.property(altered, (text) => {
        const parsed = parseEdtf(text);
        if (parsed.ok || !isReadElsewhere(text)) return;
        expect(parsed.problem).toMatch(
          /ends before it starts|has 28 days|29 in a leap year|that fits|leading zeros|fewer than/,
        );
      }),
      { numRuns: 1000 },
    );
  });
});

function isReadElsewhere(text: string): boolean {
  try {
    parse(text, { level: 2 });
    return true;
  } catch {
    return false;
  }
}

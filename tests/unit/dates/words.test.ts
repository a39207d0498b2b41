import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEdtf } from '#core/dates/edtf';
import { dateInWords, datePrecisionInWords } from '#core/dates/words';
import { edtfText } from './edtf-texts';

describe('a date is said in words as exactly as it is known', () => {
  it.each([
    // One date
    ['2025-10-24', 'Fri 24 October 2025', '24 Oct 2025', 'exact'],
    ['2025-11', 'November 2025, day not given', 'Nov 2025', 'day not given'],
    ['2025-11?', 'November 2025?, day not given', 'Nov 2025?', 'day not given, uncertain'],
    ['2025-11~', 'about November 2025, day not given', 'about Nov 2025', 'day not given, approximate'],
    ['2025-10-24%', 'about Fri 24 October 2025?', 'about 24 Oct 2025?', 'approximate, uncertain'],
    ['2025', '2025, month not given', '2025', 'month not given'],
    ['1985-04-XX', 'April 1985, day not given', 'Apr 1985', 'day not given'],
    ['2004-XX', '2004, month not given', '2004', 'month not given'],
    ['2025-21', 'spring 2025', 'spring 2025', 'month not given'],
    ['2025-24', 'winter 2025–26', 'winter 2025–26', 'month not given'],
    ['1999-24', 'winter 1999–2000', 'winter 1999–2000', 'month not given'],
    ['?2025-24', 'winter 2025–26?', 'winter 2025–26?', 'month not given, uncertain'],
    ['2025-29', 'spring 2025 (southern)', 'spring 2025 (southern)', 'month not given'],
    ['2025-35', 'Q3 2025', 'Q3 2025', 'month not given'],
    ['2025-38', 'May–August 2025', 'May–Aug 2025', 'month not given'],
    ['2025-41', 'July–December 2025', 'Jul–Dec 2025', 'month not given'],
    ['199X', '1990s', '1990s', 'year not given'],
    ['199~', 'about 1990s', 'about 1990s', 'year not given, approximate'],
    ['19XX', '1900–1999', '1900–1999', 'year not given'],
    ['XXXX', 'year not given', 'year not given', 'year not given'],
    ['1950S2', 'about 1950 (1900–1999)', 'about 1950 (1900–1999)', 'year not given, approximate'],
    ['-0043', '44 BCE, month not given', '44 BCE', 'month not given'],
    ['-0043-03-15', 'Fri 15 March 44 BCE', '15 Mar 44 BCE', 'exact'],
    ['-196X', '1970–1961 BCE', '1970–1961 BCE', 'year not given'],
    ['1984-1X', 'between 1 October and 31 December 1984', 'between 1 Oct and 31 Dec 1984', 'within 92 days'],
    ['Y12000', '12000, month not given', '12000', 'month not given'],
    ['Y17E7', 'Y17E7, month not given', 'Y17E7', 'month not given'],
    // Periods
    ['2025-10-24/2025-10-26', 'Fri 24 – Sun 26 October 2025', '24–26 Oct 2025', 'exact, 3 days'],
    ['2025-10-24/2025-10-24', 'Fri 24 October 2025', '24 Oct 2025', 'exact'],
    ['2025-10-31/2025-11-02', 'Fri 31 October – Sun 2 November 2025', '31 Oct – 2 Nov 2025', 'exact, 3 days'],
    ['2025-12-31/2026-01-01', 'Wed 31 December 2025 – Thu 1 January 2026', '31 Dec 2025 – 1 Jan 2026', 'exact, 2 days'],
    ['2022-02/2022-05', 'February–May 2022', 'Feb–May 2022', 'day not given'],
    ['2022-02/2023-05', 'February 2022 – May 2023', 'Feb 2022 – May 2023', 'day not given'],
    ['1964/2008', '1964–2008', '1964–2008', 'month not given'],
    ['-0499/-0448', '500–449 BCE', '500–449 BCE', 'month not given'],
    ['2004-02-03/2005', '3 February 2004 – 2005', '3 Feb 2004 – 2005', 'month not given'],
    ['2001-21/2001-23', 'spring 2001 – autumn 2001', 'spring 2001 – autumn 2001', 'month not given'],
    ['1984~/2004-06', 'about 1984 – June 2004', 'about 1984 – Jun 2004', 'month not given, day not given, approximate'],
    ['2022-02/..', 'since February 2022', 'since Feb 2022', 'day not given, open end'],
    ['2022-02-24/..', 'since 24 February 2022', 'since 24 Feb 2022', 'exact, open end'],
    [
      '2022-02~/',
      'from about February 2022, end not known',
      'from about Feb 2022, end not known',
      'day not given, end not known, approximate',
    ],
    ['../2025-10-23', 'until 23 October 2025', 'until 23 Oct 2025', 'exact, open start'],
    ['/1985', 'until 1985, start not known', 'until 1985, start not known', 'month not given, start not known'],
    ['../..', 'open at both ends', 'open at both ends', 'open start, open end'],
    ['/', 'start and end not known', 'start and end not known', 'start not known, end not known'],
    // Thirds of a month
    ['2025-10-01~/2025-10-10~', 'early October 2025', 'early Oct 2025', 'approximate'],
    ['2025-10-11~/2025-10-20~', 'mid October 2025', 'mid Oct 2025', 'approximate'],
    ['2025-10-21~/2025-10-31~', 'late October 2025', 'late Oct 2025', 'approximate'],
    ['2024-02-21~/2024-02-29~', 'late February 2024', 'late Feb 2024', 'approximate'],
    ['2025-10-21%/2025-10-31~', 'late October 2025?', 'late Oct 2025?', 'approximate, uncertain'],
    ['2025-10-05~/2025-10-09~', 'about 5–9 October 2025', 'about 5–9 Oct 2025', 'approximate'],
    // Sets
    ['[..2025-10-23]', 'before 24 October 2025', 'before 24 Oct 2025', 'latest day known'],
    ['[..2025-12-31]', 'before 1 January 2026', 'before 1 Jan 2026', 'latest day known'],
    ['[..2025-11]', 'before December 2025', 'before Dec 2025', 'latest day known'],
    ['[..1984]', 'before 1985', 'before 1985', 'latest day known'],
    ['[..2025-11~]', 'about November 2025 or earlier', 'about Nov 2025 or earlier', 'latest day known, approximate'],
    ['[2025-10-24..]', '24 October 2025 or later', '24 Oct 2025 or later', 'earliest day known'],
    ['[2025-10-01..2025-10-23]', 'between 1 and 23 October 2025', 'between 1 and 23 Oct 2025', 'within 23 days'],
    ['[2025-10..2026-01]', 'between October 2025 and January 2026', 'between Oct 2025 and Jan 2026', 'within 123 days'],
    [
      '[1667,1668,1670..1672]',
      '1667, 1668 or between 1670 and 1672',
      '1667, 1668 or between 1670 and 1672',
      'within 2,192 days',
    ],
    ['{1960,1961-12}', '1960 and December 1961', '1960 and Dec 1961', 'several dates'],
    ['{1667,1670..1672}', '1667 and 1670 to 1672', '1667 and 1670 to 1672', 'several dates'],
  ])('%s: %s', (text, long, short, precision) => {
    const reading = readEdtf(text);
    expect(dateInWords(reading, 'long')).toBe(long);
    expect(dateInWords(reading, 'short')).toBe(short);
    expect(datePrecisionInWords(reading)).toBe(precision);
  });

  it('has words for every date', () => {
    fc.assert(
      fc.property(edtfText, fc.constantFrom('long' as const, 'short' as const), (text, style) => {
        const reading = readEdtf(text);
        expect(dateInWords(reading, style)).not.toMatch(/^$|NaN|undefined|null|  /);
        expect(datePrecisionInWords(reading)).not.toBe('');
      }),
    );
  });

  it('puts a question mark beside whatever its writer was unsure of', () => {
    fc.assert(
      fc.property(edtfText, (text) => {
        const words = dateInWords(readEdtf(text), 'short');
        expect(words.includes('?')).toBe(/[?%]/.test(text));
      }),
    );
  });
});

import fc from 'fast-check';

const qualifier = fc.constantFrom('', '', '?', '~', '%');
const sign = fc.constantFrom('', '', '', '-');
const twoDigits = (least: number, greatest: number) =>
  fc.integer({ min: least, max: greatest }).map((value) => String(value).padStart(2, '0'));

const year = fc
  .tuple(sign, fc.integer({ min: 1, max: 9998 }))
  .map(([minus, value]) => minus + String(value).padStart(4, '0'));
const yearMonth = fc.tuple(year, twoDigits(1, 12)).map((parts) => parts.join('-'));
const day = fc.tuple(yearMonth, twoDigits(1, 28)).map((parts) => parts.join('-'));

/** Days, months and years, with or without a qualifier. */
export const plainDate = fc.tuple(fc.oneof(year, yearMonth, day), qualifier).map((parts) => parts.join(''));

const unspecified = fc
  .tuple(fc.oneof(year, yearMonth, day), fc.nat({ max: 1023 }))
  // Whole components alone can be blanked without leaving a day that never was, such as 2025-1X-31.
  .map(([text, mask]) =>
    text
      .split(/(?<=\d)-/)
      .map((part, index, parts) => (index > 0 && (mask >> (parts.length - 1)) & 1 ? 'XX' : part))
      .join('-'),
  );
const decade = fc
  .tuple(year, fc.constantFrom(1, 2, 3))
  .map(([text, blanks]) => text.slice(0, -blanks) + 'X'.repeat(blanks));
const yearPart = fc.tuple(year, twoDigits(21, 41), qualifier).map(([text, part, doubt]) => `${text}-${part}${doubt}`);
const farYear = fc
  .tuple(sign, fc.integer({ min: 10_000 }), fc.constantFrom('', 'S3', 'E2'))
  .map(([minus, value, suffix]) => `Y${minus}${value}${suffix}`);

const singleDate = fc.oneof(plainDate, unspecified, decade, yearPart, farYear);

/** Two plain dates in order, the first day of the first before the last day of the second. */
const ordered = fc
  .tuple(
    fc.integer({ min: 1, max: 9000 }),
    fc.integer({ min: 0, max: 900 }),
    twoDigits(1, 12),
    twoDigits(1, 28),
    qualifier,
    qualifier,
  )
  .chain(([start, length, month, date, first, last]) => {
    const [from, to] = [String(start).padStart(4, '0'), String(start + length + 1).padStart(4, '0')];
    return fc.constantFrom(
      [`${from}${first}`, `${to}${last}`] as const,
      [`${from}-${month}${first}`, `${to}-${month}${last}`] as const,
      [`${from}-${month}-${date}${first}`, `${to}-${month}-${date}${last}`] as const,
      [`${from}-${month}-${date}${first}`, `${to}${last}`] as const,
    );
  });

const interval = fc
  .tuple(ordered, fc.constantFrom('both', 'open start', 'open end', 'unknown start', 'unknown end'))
  .map(([[first, last], ends]) => {
    if (ends === 'open start') return `../${last}`;
    if (ends === 'open end') return `${first}/..`;
    if (ends === 'unknown start') return `/${last}`;
    return ends === 'unknown end' ? `${first}/` : `${first}/${last}`;
  });

const set = fc
  .tuple(ordered, fc.constantFrom('[]', '{}'), fc.constantFrom('one', 'two', 'run', 'earlier', 'later'))
  .map(([[first, last], brackets, shape]) => {
    const inside = {
      one: first,
      two: `${first},${last}`,
      run: `${first}..${last}`,
      earlier: `..${last}`,
      later: `${first}..`,
    };
    return `${brackets.charAt(0)}${inside[shape]}${brackets.charAt(1)}`;
  });

/** Valid EDTF of levels 0 to 2: dates, intervals and sets. */
export const edtfText = fc.oneof(singleDate, interval, set);

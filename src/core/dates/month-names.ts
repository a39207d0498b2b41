const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const shortMonthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** The English name of a month from 1 to 12, whole or cut to three letters. */
export function monthName(month: number, style: 'long' | 'short'): string {
  return (style === 'long' ? monthNames : shortMonthNames)[month - 1] ?? String(month);
}

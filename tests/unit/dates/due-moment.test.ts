import { expect, it } from 'vitest';
import { dueInstant } from '#core/dates/due-moment';
import { readEdtf } from '#core/dates/edtf';

it.each([
  ['2025-12-13', '00:01', 'America/New_York', '2025-12-13T05:01:00.000Z'],
  ['2025-07-13', '17:00', 'America/New_York', '2025-07-13T21:00:00.000Z'],
  ['2025-12-13', '17:00', 'Europe/Kyiv', '2025-12-13T15:00:00.000Z'],
  ['2025-12-13', '23:59', 'UTC', '2025-12-13T23:59:00.000Z'],
  ['2025-11-24/2025-12', '12:00', 'Asia/Tokyo', '2025-12-31T03:00:00.000Z'],
  ['[2025-11-08..2025-12-07]', '12:00', 'UTC', '2025-12-07T12:00:00.000Z'],
  // The clocks of New York go forward at 02:00 on 9 March 2025, and back at 02:00 on 2 November.
  ['2025-03-09', '02:30', 'America/New_York', '2025-03-09T07:30:00.000Z'],
  ['2025-11-02', '01:30', 'America/New_York', '2025-11-02T05:30:00.000Z'],
])('what is due %s at %s in %s is due at %s', (due, time, zone, expected) => {
  expect(new Date(dueInstant(readEdtf(due), { time, zone }) ?? Number.NaN).toISOString()).toBe(expected);
});

it('what has no latest day has no due moment', () => {
  expect(dueInstant(readEdtf('2025-12-13/..'), { time: '12:00', zone: 'UTC' })).toBeNull();
});

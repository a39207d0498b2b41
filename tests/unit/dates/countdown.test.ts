import { expect, it } from 'vitest';
import { parseDay } from '#core/dates/calendar-day';
import { countdownInWords } from '#core/dates/countdown';
import { dueOf } from '#core/dates/deadline';
import { readEdtf } from '#core/dates/edtf';
import { action, byId, deadline, rule } from './deadlines';

const today = parseDay('2025-12-02');

it.each([
  ['2025-12-07', 'in 5 days'],
  ['2025-12-03', 'in 1 day'],
  ['2025-12-02', 'today'],
  ['2025-12-01', '1 day ago'],
  ['2025-11-29', '3 days ago'],
  ['2035-12-02', 'in 3,652 days'],
  ['2025-12-07~', 'in about 5 days'],
  ['2025-12-07?', 'in 5 days?'],
  ['2025-11-29%', 'about 3 days ago?'],
  ['[2025-11-08..2025-12-07]', '5 days at most'],
  ['2025-12', '29 days at most'],
  ['[2025-11-08..2025-12-02]', 'today at the latest'],
  ['[2025-11-08..2025-12-01]', 'at least 1 day ago'],
  ['[..2025-12-07]', '5 days at most'],
  ['2025-11-24/2025-12-07', 'in 5 days'],
  ['2025-11-24/2025-12', '29 days at most'],
  ['[2025-12-07..]', 'in 5 days at the earliest'],
  ['2025-12-07/..', 'in 5 days at the earliest'],
  ['2025-12-02/..', 'any day now'],
  ['2025-11-07/..', 'any day now'],
  ['/..', 'no day known'],
])('what is due %s is, on 2 December 2025, %s', (due, expected) => {
  expect(countdownInWords(readEdtf(due), today)).toBe(expected);
});

it('counts a derived deadline to its latest day', () => {
  const subject = deadline('d', rule('a', { offset: 'P7D' }));
  const due = dueOf(subject, byId(subject, action('a', '2025-11')));
  expect(due.state === 'dated' && countdownInWords(due.reading, today)).toBe('5 days at most');
});

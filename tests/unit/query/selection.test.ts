import { describe, expect, it } from 'vitest';
import { parseDay } from '#core/dates/calendar-day';
import { everything, rangeBetween, select } from '#core/query/selection';
import { buildDossier } from '../../builders/dossier';
import { buildMeeting } from '../../builders/records';

const today = parseDay('2025-12-02');
const dossier = buildDossier({
  events: [
    buildMeeting({ id: 'long-ago', date: 'Y-12000' }),
    buildMeeting({ id: 'then', date: '2020-05-01' }),
    buildMeeting({ id: 'now', date: '2025-10-24' }),
    buildMeeting({ id: 'far-ahead', date: 'Y12000' }),
  ],
});

function selected(from: string | null, to: string | null): string[] {
  const [first, last] = [from, to].map((day) => (day === null ? null : parseDay(day)));
  const range = rangeBetween(first ?? null, last ?? null, null, dossier);
  return select(dossier, { ...everything, range }, today).events.map(({ id }) => id);
}

describe('a range of days', () => {
  it('that was given one side only reaches as far as the events do, even where no day can be named', () => {
    expect(selected('2025-01-01', null)).toEqual(['now', 'far-ahead']);
    expect(selected(null, '2025-01-01')).toEqual(['long-ago', 'then']);
    expect(selected('2020-01-01', '2025-12-31')).toEqual(['then', 'now']);
  });

  it('is written in days of the years -9999 to 9999', () => {
    expect(rangeBetween(parseDay('2025-01-01'), null, null, dossier)).toEqual({ from: '2025-01-01', to: '9999-12-31' });
    expect(rangeBetween(null, parseDay('2025-01-01'), null, dossier)).toEqual({
      from: '-9999-01-01',
      to: '2025-01-01',
    });
  });

  it('that ends before it begins is refused', () => {
    const range = { from: '2025-02-01', to: '2025-01-01' };
    expect(() => select(dossier, { ...everything, range }, today)).toThrow('Swap the two days.');
  });
});

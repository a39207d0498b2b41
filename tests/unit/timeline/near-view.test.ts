import { describe, expect, it } from 'vitest';
import { parseDay } from '#core/dates/calendar-day';
import { around, nearRows } from '#core/timeline/near-view';
import { buildDossier } from '../../builders/dossier';
import { buildMeeting } from '../../builders/records';
import { indexDossier, stackOf } from './stacks';

describe('what is built of the canvas', () => {
  const days = ['2025-01-10', '2025-01-11', '2025-01-12', '2025-06-10', '2025-06-11', '2025-06-12'];
  const events = days.map((date, index) => buildMeeting({ id: `e${index}`, date }));
  const dossier = buildDossier({ events });
  const stack = stackOf(dossier, indexDossier(dossier, 'kind'), { labels: 'title' });
  const january = { from: parseDay('2025-01-01'), to: parseDay('2025-02-01') };
  const idsNear = (top: number, bottom: number) =>
    nearRows(stack, { ...january, top, bottom }).map(({ items }) => items.map(({ drawable }) => drawable.id));

  it('is what stands near the part of time in view', () => {
    expect(idsNear(0, stack.height).flat().toSorted()).toEqual(['e0', 'e1', 'e2']);
  });

  it('is what stands near the part of the lanes in view', () => {
    expect(stack.lanes[0]?.rows.length).toBeGreaterThan(1);
    expect(idsNear(0, 34)).toHaveLength(1);
    expect(idsNear(stack.height + 10, stack.height + 500)).toEqual([]);
  });

  it('stays the same while the view moves within a step', () => {
    expect(around(10, 90, 100)).toEqual({ from: -100, to: 200 });
    expect(around(40, 100, 100)).toEqual({ from: -100, to: 200 });
    expect(around(110, 190, 100)).toEqual({ from: 0, to: 300 });
  });
});

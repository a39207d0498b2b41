import { describe, expect, it } from 'vitest';
import { dayMs, parseDay } from '#core/dates/calendar-day';
import { isFlagTurned, showLabels } from '#core/timeline/label-place';
import { markBox } from '#core/timeline/mark-box';
import { layOutRows, type TimelineRow } from '#core/timeline/rows';
import { timeScale, type TimeScale } from '#core/timeline/scale';
import { buildEvent, buildMeeting } from '../../builders/records';
import { crowd, drawAll } from './drawables';
import { measureText } from './text-metrics';

const words = { labels: 'title-and-date', measure: measureText } as const;
const msPerPx = dayMs / 9;
const layOut = (drawables: Parameters<typeof layOutRows>[0]) => layOutRows(drawables, { msPerPx, ...words });
const viewFrom = (day: string, width = 720): TimeScale =>
  timeScale({ from: parseDay(day), to: parseDay(day) + width * msPerPx }, width);
const meeting = (label: string, date: string) => layOut(drawAll([buildMeeting({ id: 'm', label, date })]));
const shown = ([row]: readonly TimelineRow[], scale: TimeScale) => {
  const [label] = showLabels(row?.items ?? [], scale, words);
  if (label === undefined) throw new Error('Nothing is shown.');
  return label;
};

describe('a label at the edge of the view', () => {
  it('gives up its date first', () => {
    const rows = meeting('Talks in Geneva', '2025-10-22');
    expect(shown(rows, viewFrom('2025-10-01')).label).toMatchObject({ name: 'Talks in Geneva', detail: '22 Oct' });
    expect(shown(rows, viewFrom('2025-10-01', 320))).toMatchObject({
      side: 'right',
      label: { name: 'Talks in Geneva', detail: '' },
    });
  });

  it('then stands where its whole name fits', () => {
    expect(shown(meeting('Talks in Geneva', '2025-10-22'), viewFrom('2025-10-01', 260))).toMatchObject({
      side: 'left',
      label: { name: 'Talks in Geneva' },
    });
  });

  it('then loses the end of its name, whole words at a time', () => {
    const { label } = shown(meeting('Negotiators talk and talk in Geneva', '2025-10-22'), viewFrom('2025-10-10', 240));
    expect(label.name).toBe('Negotiators…');
  });

  it('leaves the glyph alone where there is no room for words', () => {
    const rows = meeting('Donaudampfschifffahrtsgesellschaft', '2025-10-24/2025-10-26');
    expect(shown(rows, viewFrom('2025-10-20', 120)).label.name).toBe('');
  });

  it('stays with a mark that has left the view', () => {
    const rows = meeting('Talks in Geneva', '2025-10-22');
    expect(shown(rows, viewFrom('2025-10-25'))).toMatchObject({ side: 'right', label: { detail: '22 Oct' } });
  });

  it('reaches back over a bar without end that begins there', () => {
    const scale = viewFrom('2025-10-01', 260);
    const { left, label } = shown(meeting('Energy sanctions', '2025-10-22/..'), scale);
    expect(left).toBeLessThan(scale.toPx(parseDay('2025-10-22')));
    expect(left + label.width).toBeLessThanOrEqual(260);
  });

  it.each([11, 12, 13])('covers no neighbour, wherever that has gone (crowd %i)', (seed) => {
    const rows = layOut(crowd(seed, 150));
    for (let day = 0; day < 400; day += 13) {
      const scale = timeScale(
        { from: parseDay('2024-01-01') + day * dayMs, to: parseDay('2024-01-01') + day * dayMs + 500 * msPerPx },
        500,
      );
      for (const { items } of rows) {
        const labels = showLabels(items, scale, words);
        const boxes = items.map((placed, index) => {
          const box = markBox(placed.mark, scale.toPx);
          const label = labels[index];
          if (label === undefined || box.right <= 0 || box.left >= scale.width) return null;
          const isBeside = label.label.name !== '' && (label.side === 'left' || label.side === 'right');
          return {
            left: isBeside ? Math.min(box.left, label.left) : box.left,
            right: isBeside ? Math.max(box.right, label.left + label.width) : box.right,
          };
        });
        const inView = boxes.filter((box) => box !== null);
        for (const [index, box] of inView.entries()) {
          const before = inView[index - 1];
          if (before !== undefined) expect(box.left).toBeGreaterThanOrEqual(before.right);
        }
      }
    }
  });
});

describe('the flag of a deadline', () => {
  it('hangs left of its pole where the view ends right of it', () => {
    const anchor = buildMeeting({ id: 'anchor', date: '2025-11' });
    const from = { event: 'anchor', moment: 'ends' } as const;
    const rule = { relation: 'within', offset: 'P7D', from, count: 'calendar', calendar: null } as const;
    const [, drawable] = drawAll([anchor, buildEvent({ kind: 'deadline', id: 'due', rule })]);
    const placed = drawable === undefined ? undefined : layOut([drawable])[0]?.items[0];
    if (placed === undefined) throw new Error('Nothing was placed.');
    const isTurned = (scale: TimeScale) => isFlagTurned(placed, markBox(placed.mark, scale.toPx), scale);
    expect(isTurned(viewFrom('2025-11-01', 720))).toBe(false);
    expect(isTurned(viewFrom('2025-11-01', 350))).toBe(true);
    expect(isTurned(viewFrom('2025-11-01', 200))).toBe(false);
  });
});

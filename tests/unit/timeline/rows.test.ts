import { describe, expect, it } from 'vitest';
import { dayMs, parseDay } from '#core/dates/calendar-day';
import { labelLeft, labelSpread } from '#core/timeline/label-place';
import { fitLabel } from '#core/timeline/label-text';
import { markBox } from '#core/timeline/mark-box';
import { layOutRows, type PlacedDrawable, type TimelineRow } from '#core/timeline/rows';
import { timeScale } from '#core/timeline/scale';
import { buildEvent, buildMeeting } from '../../builders/records';
import { crowd, drawAll, meetingsOn } from './drawables';
import { measureText } from './text-metrics';

const words = { labels: 'title-and-date', measure: measureText } as const;
const perDay = (px: number) => dayMs / px;
const layOut = (drawables: Parameters<typeof layOutRows>[0], msPerPx = perDay(9)) =>
  layOutRows(drawables, { msPerPx, ...words });
const idsIn = (rows: readonly TimelineRow[]) => rows.map(({ items }) => items.map(({ drawable }) => drawable.id));
const only = (rows: readonly TimelineRow[]): PlacedDrawable => {
  const item = rows[0]?.items[0];
  if (item === undefined) throw new Error('Nothing was placed.');
  return item;
};

describe('the rows of a lane', () => {
  it.each([1, 2, 3, 4, 5])('keep every mark and label clear of the others (crowd %i)', (seed) => {
    const drawables = crowd(seed, 120);
    for (const msPerPx of [perDay(40), perDay(9), perDay(2), perDay(0.2), perDay(0.01)]) {
      const rows = layOut(drawables, msPerPx);
      expect(rows.flatMap(({ items }) => items)).toHaveLength(drawables.length);
      for (const { items } of rows) {
        const boxes = items.toSorted((a, b) => a.left - b.left);
        for (const [index, box] of boxes.entries()) {
          const before = boxes[index - 1];
          if (before !== undefined) expect(box.left).toBeGreaterThanOrEqual(before.right);
        }
      }
    }
  });

  it.each([6, 7])('hold each mark and its label within what they claim (crowd %i)', (seed) => {
    const msPerPx = perDay(9);
    const scale = timeScale({ from: parseDay('2024-06-01'), to: parseDay('2024-06-01') + 1000 * msPerPx }, 1000);
    const inView = (px: number) => px - scale.window.from / msPerPx;
    for (const placed of layOut(crowd(seed, 80), msPerPx).flatMap(({ items }) => items)) {
      const box = markBox(placed.mark, scale.toPx);
      expect(box.left).toBeGreaterThanOrEqual(inView(placed.left) - 0.01);
      expect(box.right).toBeLessThanOrEqual(inView(placed.right) + 0.01);
      const left = labelLeft(placed, scale);
      expect(left).toBeGreaterThanOrEqual(inView(placed.left) - 0.01);
      expect(left + placed.label.width).toBeLessThanOrEqual(inView(placed.right) + 0.01);
    }
  });

  it('depend on dates and scale, and keep events of one date in the order in which they come', () => {
    const [early, late] = meetingsOn(['2025-10', '2025-11']);
    const [zelenskyy, putin] = drawAll(['zelenskyy', 'putin'].map((id) => buildMeeting({ id, date: '2025-11' })));
    if (!early || !late || !zelenskyy || !putin) throw new Error('Nothing was drawn.');
    expect(idsIn(layOut([late, zelenskyy, putin, early]))).toEqual([['m0'], ['m1'], ['zelenskyy'], ['putin']]);
  });

  it('are shared by events that leave each other room', () => {
    expect(idsIn(layOut(meetingsOn(['2025-01-10', '2025-03-10', '2025-05-10'])))).toEqual([['m0', 'm1', 'm2']]);
  });

  it('run in order of time from the top', () => {
    expect(idsIn(layOut(meetingsOn(['2025-11', '2025-10-24/2025-10-26', '2025-11-08/2025-12-07'])))).toEqual([
      ['m1'],
      ['m0'],
      ['m2'],
    ]);
  });

  it('part two events of the same minute', () => {
    const clock = { time: '17:30', zone: 'Europe/Kyiv' };
    const events = ['a', 'b'].map((id) => buildMeeting({ id, date: '2025-10-24', clock }));
    expect(idsIn(layOut(drawAll(events), 500))).toEqual([['a'], ['b']]);
  });

  it('take years before the Common Era', () => {
    expect(idsIn(layOut(meetingsOn(['-0043-03-15', '-0331-10-01', '0014'])))).toEqual([['m1', 'm0', 'm2']]);
  });

  it('set a waiver right beneath the sanction that it suspends', () => {
    const events = [
      buildEvent({ kind: 'sanction', id: 'bank', date: '2022-02/..' }),
      buildEvent({ kind: 'sanction', id: 'energy', date: '2025-10-22/..' }),
      buildEvent({
        kind: 'waiver',
        id: 'waiver',
        date: '[..2025-10-23]',
        relations: [{ type: 'suspends', event: 'bank' }],
      }),
    ];
    expect(idsIn(layOut(drawAll(events)))).toEqual([['bank'], ['waiver'], ['energy']]);
  });
});

describe('a label', () => {
  it('stands inside a band that is wide enough', () => {
    expect(only(layOut(meetingsOn(['2025-11'])))).toMatchObject({
      side: 'inside',
      label: { name: 'm0', detail: 'Nov' },
    });
  });

  it('stands right of a point, of a short bar, and of a band too narrow for it', () => {
    for (const date of ['2025-10-22', '2025-10-24/2025-10-26']) {
      expect(only(layOut(meetingsOn([date]))).side).toBe('right');
    }
    expect(only(layOut(meetingsOn(['2025-11']), perDay(0.5))).side).toBe('right');
  });

  it('stands left when the next mark takes the right', () => {
    const [row] = layOut(meetingsOn(['2025-10-10', '2025-10-14']));
    expect(row?.items.map(({ side }) => side)).toEqual(['left', 'right']);
  });

  it('stands above a bar that has no end, or a long one, and stays in sight as the bar is panned', () => {
    const placed = only(layOut(meetingsOn(['2022-02/..'])));
    expect(placed.side).toBe('above');
    const scale = timeScale({ from: parseDay('2025-10-01'), to: parseDay('2025-12-18') }, 724);
    expect(labelLeft(placed, scale)).toBe(14);
  });

  it('stays within a band whose start is out of view, and leaves with its end', () => {
    const placed = only(layOut(meetingsOn(['2025-11'])));
    const at = (day: string) => {
      const from = parseDay(day);
      return labelLeft(placed, timeScale({ from, to: from + 80 * dayMs }, 720));
    };
    expect(at('2025-10-01')).toBe(31 * 9 + 9);
    expect(at('2025-11-10')).toBe(14);
    expect(at('2025-11-28')).toBeLessThan(0);
  });

  it('spreads its date to the far end of the band in sight', () => {
    const placed = only(layOut(meetingsOn(['2025-11'])));
    const scale = timeScale({ from: parseDay('2025-10-01'), to: parseDay('2025-12-20') }, 720);
    expect(labelSpread(placed, scale)).toBe(30 * 9 - 18);
  });

  it('has its name within the end of a band without a start, and its date after it', () => {
    const placed = only(layOut(meetingsOn(['[..2025-10-23]'])));
    const scale = timeScale({ from: parseDay('2025-10-01'), to: parseDay('2025-12-20') }, 720);
    const end = scale.toPx(parseDay('2025-10-24'));
    expect(placed.side).toBe('ending');
    expect(labelLeft(placed, scale) + placed.label.nameWidth).toBe(end - 9);
  });
});

describe('the words of a label', () => {
  const [drawable] = drawAll([buildMeeting({ date: '2025-10-24', label: 'Umerov briefed, denies agreeing' })]);
  const fit = (room: number) => (drawable === undefined ? null : fitLabel(drawable, room, words, true));
  const [document] = drawAll([
    buildEvent({
      kind: 'document',
      date: '2025-11',
      label: 'Framework',
      provisions: [{ id: 'p', number: null, heading: 'One', text: null }],
    }),
  ]);

  it('give way in order: the date, then the end of the name, whole words at a time', () => {
    expect(fit(300)).toMatchObject({ name: 'Umerov briefed, denies agreeing', detail: '24 Oct' });
    expect(fit(260)).toMatchObject({ name: 'Umerov briefed, denies agreeing', detail: '' });
    expect(fit(220)).toMatchObject({ name: 'Umerov briefed, denies…' });
    expect(fit(150)).toMatchObject({ name: 'Umerov briefed…' });
    expect(fit(60)).toBeNull();
  });

  it('are never wider than their room', () => {
    for (let room = 0; room < 400; room += 7) {
      const label = fit(room);
      if (label !== null) expect(label.width).toBeLessThanOrEqual(room);
    }
  });

  it('keep a document’s provisions longer than its date', () => {
    if (document === undefined) throw new Error('No document');
    const pill = { pill: '1 provision' };
    expect(fitLabel(document, 400, words, true)).toMatchObject({ detail: 'Nov', ...pill });
    expect(fitLabel(document, 200, words, true)).toMatchObject({ detail: '', ...pill });
    expect(fitLabel(document, 100, words, true)).toMatchObject({ detail: '', pill: '' });
  });

  it('leave the date out when only titles are wished for', () => {
    if (drawable === undefined) throw new Error('No drawable');
    expect(fitLabel(drawable, 400, { ...words, labels: 'title' }, true)).toMatchObject({ detail: '' });
  });
});

import { describe, expect, it } from 'vitest';
import { dayMs, parseDay } from '#core/dates/calendar-day';
import type { Dossier } from '#core/model/dossier';
import { relationsOf } from '#core/query/references';
import { elbowPath } from '#core/timeline/elbow';
import { nearRows } from '#core/timeline/near-view';
import { canvasBoxes } from '#core/timeline/relation-ground';
import { placesIn, relationLines } from '#core/timeline/relation-lines';
import type { Box } from '#core/timeline/box';
import { boxesOf } from '#core/timeline/relation-paths';
import { timeScale } from '#core/timeline/scale';
import { buildDossier } from '../../builders/dossier';
import { buildEvent, buildMeeting, buildTrack } from '../../builders/records';
import { seededDossier } from '../../builders/seeded-dossier';
import { indexDossier, stackOf } from './stacks';
import { measureText } from './text-metrics';

const width = 900;

/** The canvas of a dossier in a window that begins on a day: what draws the lines of an event, and the labels on it. */
function canvasOf(dossier: Dossier, from: string, days: number) {
  const window = { from: parseDay(from), to: parseDay(from) + days * dayMs };
  const scale = timeScale(window, width);
  const words = { labels: 'title-and-date', measure: measureText } as const;
  const stack = stackOf(dossier, indexDossier(dossier, 'track'), { msPerPx: scale.msPerPx });
  const view = { top: 0, bottom: stack.height };
  const heads = stack.lanes.map(({ name, top }) => ({ top, right: 64 + measureText(name, 'name') }));
  const boxes = canvasBoxes(nearRows(stack, { ...window, ...view }), heads, scale, words);
  const draw = (selected: string) => {
    const relations = relationsOf(dossier, selected);
    const places = placesIn(stack, new Set([selected, ...relations.map(({ event }) => event.id)]), null);
    return relationLines(selected, relations, { places, boxes, scale, measure: measureText, view });
  };
  return { draw, labels: boxes.labels };
}

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const talks = buildDossier({
  tracks: [buildTrack({ id: 'talks', order: 1 }), buildTrack({ id: 'war', order: 2 })],
  events: [
    buildMeeting({
      id: 'meeting',
      date: '2025-10-24/2025-10-26',
      tracks: ['talks'],
      relations: [
        { type: 'produces', event: 'paper' },
        { type: 'follows-from', event: 'old' },
        { type: 'part-of', event: 'vote' },
      ],
    }),
    buildEvent({ kind: 'document', id: 'paper', date: '2025-11', tracks: ['talks'] }),
    buildEvent({ kind: 'action', id: 'old', date: '2024-01-05', tracks: ['war'] }),
    buildEvent({ kind: 'action', id: 'vote', undated: 'not-yet', tracks: ['war'] }),
    buildEvent({
      kind: 'sanction',
      id: 'sanction',
      date: '2025-10-22/..',
      tracks: ['war'],
      relations: [{ type: 'contradicts', event: 'meeting' }],
    }),
  ],
});

describe('the relations of the selected event', () => {
  const { draw } = canvasOf(talks, '2025-10-01', 80);
  const lines = draw('meeting');
  const line = (type: string) => lines.find(({ id }) => id.startsWith(type));

  it('have one verb each, read from the event that stores them, and an arrow that way', () => {
    expect(line('produces')).toMatchObject({ verb: { words: 'produced' }, isOutward: true, isContradiction: false });
    expect(line('contradicts')).toMatchObject({
      verb: { words: 'contradicts' },
      isOutward: false,
      isContradiction: true,
    });
  });

  it('hint at the edge what lies in another part of time, in the words of the selected event', () => {
    expect(line('follows-from')?.hint).toMatchObject({
      edge: 'left',
      event: 'old',
      lane: 'war',
      words: 'follows from old',
    });
    expect(line('follows-from')?.points.at(-1)?.x).toBe(0);
    expect(line('produces')?.hint).toBeNull();
  });

  it('lead into the column of what has no date yet', () => {
    expect(line('part-of')?.points.at(-1)?.x).toBeGreaterThan(width);
    const [back] = draw('vote');
    expect(back?.points[0]?.x).toBeGreaterThan(width);
    expect(back?.isOutward).toBe(false);
  });

  it('are not drawn from an event that is itself out of view', () => {
    expect(canvasOf(talks, '2020-01-01', 80).draw('meeting')).toEqual([]);
  });

  it('turn at right angles and pass through no label, in any dossier', () => {
    let drawn = 0;
    for (let seed = 1; seed <= 5; seed++) {
      const dossier = seededDossier(seed, 80);
      const canvas = canvasOf(dossier, '2022-06-01', 500);
      for (const { points } of [...dossier.events.keys()].flatMap(canvas.draw)) {
        drawn += 1;
        for (const [index, point] of points.slice(1).entries()) {
          const before = points[index];
          expect(before?.x === point.x || before?.y === point.y).toBe(true);
        }
        const crossed = canvas.labels.filter((label) => boxesOf(points).some((segment) => meet(segment, label)));
        expect(crossed).toEqual([]);
      }
    }
    expect(drawn).toBeGreaterThan(100);
  });
});

describe('the corners of a line', () => {
  it('are rounded by their radius, or by as much as the line is long enough for', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 6 },
    ];
    expect(elbowPath(points, 8, String)).toBe('M0 0L92 0Q100 0 100 3L100 6');
  });
});

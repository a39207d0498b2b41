import { describe, expect, it } from 'vitest';
import { dayMs, parseDay } from '#core/dates/calendar-day';
import type { DossierEvent } from '#core/model/event';
import { freeSpot } from '#core/timeline/free-spot';
import type { LaneStack } from '#core/timeline/lane-stack';
import { stopAcross, stopAlong } from '#core/timeline/lane-walk';
import { timeScale } from '#core/timeline/scale';
import { buildDossier } from '../../builders/dossier';
import { buildEvent, buildMeeting, buildTrack } from '../../builders/records';
import { indexDossier, stackOf } from './stacks';
import { measureText } from './text-metrics';

const talks = (id: string, date: string) => buildMeeting({ id, date, tracks: ['talks'] });
const kyiv = (id: string, date: string) => buildMeeting({ id, date, tracks: ['kyiv'] });

function stack(events: readonly DossierEvent[], folded: readonly string[] = []): LaneStack {
  const tracks = [buildTrack({ id: 'talks', order: 1 }), buildTrack({ id: 'kyiv', order: 2 })];
  const dossier = buildDossier({ events, tracks });
  return stackOf(dossier, indexDossier(dossier, 'track'), { isFolded: (lane) => folded.includes(lane) });
}

describe('the stack of lanes', () => {
  const events = [talks('a', '2025-10-01'), talks('b', '2025-10-02'), kyiv('c', '2025-11')];

  it('stands each lane on the one before, with rows beneath its head', () => {
    const { lanes, height } = stack(events);
    expect(lanes.map(({ id, top }) => [id, top])).toEqual([
      ['talks', 0],
      ['kyiv', lanes[0]?.height],
    ]);
    expect(lanes[0]?.rows[0]?.top).toBe(33);
    expect(height).toBe((lanes[0]?.height ?? 0) + (lanes[1]?.height ?? 0));
  });

  it('leaves a folded lane its head alone, and its count', () => {
    const [lane] = stack(events, ['talks']).lanes;
    expect(lane).toMatchObject({ height: 28, rows: [], isFolded: true });
    expect(lane?.lane.events).toHaveLength(2);
  });

  it('makes room for events without a date beside their lane', () => {
    const waiting = ['x', 'y', 'z'].map((id) => buildMeeting({ id, undated: 'not-yet', tracks: ['kyiv'] }));
    const lane = stack([...events, ...waiting]).lanes[1];
    expect(lane?.undated.map(({ drawable }) => drawable.id)).toEqual(['x', 'y', 'z']);
    const last = lane?.undated.at(-1);
    expect(lane?.height).toBeGreaterThanOrEqual((last?.top ?? 0) + (last?.height ?? 0) - (lane?.top ?? 0));
    expect(lane?.undated[0]?.detail).toEqual(['no date yet']);
  });

  it('lists what is past and undated at the lane’s head, on no axis', () => {
    const [lane] = stack([buildMeeting({ id: 'past', undated: 'unknown', tracks: ['talks'] })]).lanes;
    expect(lane).toMatchObject({ height: 28, rows: [], undated: [] });
    expect(lane?.listed.map(({ id }) => id)).toEqual(['past']);
  });
});

describe('walking the lanes', () => {
  const lanes = stack([
    talks('a', '2025-10-01'),
    talks('b', '2025-10-20'),
    kyiv('c', '2025-09-28'),
    kyiv('d', '2025-10-22'),
    buildEvent({ kind: 'action', id: 'e', undated: 'not-yet', tracks: ['kyiv'] }),
  ]).lanes.map(({ lane }) => lane);
  const at = (lane: string, event: string) => ({ lane, event });

  it('starts at the first event of the first lane', () => {
    expect(stopAlong(lanes, null, 1)).toEqual(at('talks', 'a'));
    expect(stopAcross(lanes, null, 1)).toEqual(at('talks', 'a'));
  });

  it('goes through a lane in order of time and stops at its ends', () => {
    expect(stopAlong(lanes, at('kyiv', 'c'), 1)).toEqual(at('kyiv', 'd'));
    expect(stopAlong(lanes, at('kyiv', 'd'), 1)).toEqual(at('kyiv', 'e'));
    expect(stopAlong(lanes, at('kyiv', 'e'), 1)).toBeNull();
    expect(stopAlong(lanes, at('kyiv', 'c'), -1)).toBeNull();
  });

  it('crosses to the event nearest in time', () => {
    expect(stopAcross(lanes, at('talks', 'b'), 1)).toEqual(at('kyiv', 'd'));
    expect(stopAcross(lanes, at('kyiv', 'c'), -1)).toEqual(at('talks', 'a'));
    expect(stopAcross(lanes, at('kyiv', 'c'), 1)).toBeNull();
  });

  it('crosses from an event without a date to a lane’s first', () => {
    expect(stopAcross(lanes, at('kyiv', 'e'), -1)).toEqual(at('talks', 'a'));
  });
});

describe('the place of the key', () => {
  const size = { width: 260, height: 60 };
  const words = { labels: 'title-and-date', measure: measureText } as const;
  const scale = timeScale({ from: parseDay('2025-10-01'), to: parseDay('2025-10-01') + 80 * dayMs }, 720);
  const late = ['2025-11', '2025-11', '2025-11'].map((date, index) => talks(`n${index}`, date));

  it('is beneath all lanes when the canvas leaves room there', () => {
    expect(freeSpot(stack(late), scale, words, 600, size)).toBe(600 - 60 - 14);
  });

  it('is else in a lane in which nothing stands so far left', () => {
    expect(freeSpot(stack(late), scale, words, 150, size)).toBe(33);
  });

  it('is nowhere when every lane has a mark there', () => {
    const early = ['2025-10', '2025-10', '2025-10'].map((date, index) => talks(`o${index}`, date));
    expect(freeSpot(stack(early), scale, words, 150, size)).toBeNull();
  });

  it('is nowhere when only words reach there, from marks further right', () => {
    const pairs = [0, 1, 2].flatMap((index) => [
      talks(`a long name to the left of its day ${index}`, '2025-11-02'),
      talks(`n${index}`, '2025-11-06'),
    ]);
    expect(freeSpot(stack(pairs), scale, words, 150, size)).toBeNull();
  });
});

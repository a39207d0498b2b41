import { describe, expect, it } from 'vitest';
import { applyChange } from '#core/dossier/apply';
import { dayMs, parseDay } from '#core/dates/calendar-day';
import { lanesOf } from '#core/query/lanes';
import { fitNames, showCluster } from '#core/timeline/cluster-words';
import { EntryMemory, indexLanes } from '#core/timeline/indexed-lanes';
import type { StackedRow } from '#core/timeline/lane-stack';
import { nearRows } from '#core/timeline/near-view';
import { canvasBoxes } from '#core/timeline/relation-ground';
import type { Box } from '#core/timeline/box';
import { timeScale } from '#core/timeline/scale';
import { buildDossier } from '../../builders/dossier';
import { largeDossier } from '../../builders/large-dossier';
import { buildActor, buildMeeting } from '../../builders/records';
import { indexDossier, stackOf } from './stacks';
import { measureText } from './text-metrics';

const dossier = largeDossier(1, 3000);
const lanes = indexDossier(dossier, 'track');
const day = (date: string) => parseDay(date);
const meet = (a: Box, b: Box) =>
  a.left < b.right - 0.01 && b.left < a.right - 0.01 && a.top < b.bottom && b.top < a.bottom;

/** What is laid out about a window of so many days. */
function rowsAbout(date: string, days: number, shift = 0): StackedRow[] {
  const msPerPx = (days * dayMs) / 900;
  const from = day(date) + shift * days * dayMs;
  const near = { from, to: from + days * dayMs, top: -Infinity, bottom: Infinity };
  return stackOf(dossier, lanes, { msPerPx, near }).lanes.flatMap(({ rows }) => rows);
}

describe('a crowded lane', () => {
  it.each([4000, 900, 120, 30, 3])('keeps labels and clusters clear of each other in a window of %i days', (days) => {
    const window = { from: day('2019-03-01'), to: day('2019-03-01') + days * dayMs };
    const scale = timeScale(window, 900);
    const near = { ...window, top: -Infinity, bottom: Infinity };
    const stack = stackOf(dossier, lanes, { msPerPx: scale.msPerPx, near });
    const words = { labels: 'title-and-date', measure: measureText } as const;
    const { labels, marks } = canvasBoxes(nearRows(stack, near), [], scale, words);
    const glyphs = marks.filter(({ isGlyph }) => isGlyph).map(({ box }) => box);
    const boxes = [...labels.filter(({ left, right }) => right > left), ...glyphs];
    expect(boxes.length).toBeGreaterThan(20);
    expect(boxes.flatMap((box, index) => boxes.slice(index + 1).filter((other) => meet(box, other)))).toEqual([]);
  });

  it.each([900, 120, 30])('reorders no row as a window of %i days is panned', (days) => {
    const placed = (rows: readonly StackedRow[]) =>
      new Map(
        rows.flatMap(({ id, items }) =>
          items.map(({ drawable, side, label }) => [`${id} ${drawable.id}`, { side, name: label.name }]),
        ),
      );
    const here = placed(rowsAbout('2019-03-01', days));
    const moved = placed(rowsAbout('2019-03-01', days, 0.35));
    const rowOf = (key: string) => key.split(' ')[0];
    const rowsHere = new Map([...here.keys()].map((key) => [key.split(' ')[1], rowOf(key)]));
    const shared = [...moved.keys()].filter((key) => rowsHere.has(key.split(' ')[1]));
    expect(shared.length).toBeGreaterThan(10);
    for (const key of shared) expect(rowOf(key)).toBe(rowsHere.get(key.split(' ')[1]));
  });

  it('is as high at every scale and lays out nothing out of sight', () => {
    const heightAt = (days: number) => stackOf(dossier, lanes, { msPerPx: (days * dayMs) / 900 }).height;
    expect(heightAt(30)).toBe(heightAt(3000));
    const near = { from: day('2019-03-01'), to: day('2019-06-01'), top: 0, bottom: 100 };
    const { lanes: stacked } = stackOf(dossier, lanes, { near, msPerPx: dayMs / 9 });
    expect(stacked.filter(({ rows }) => rows.length > 0)).toHaveLength(1);
  });

  it('draws the selected event, however many lie about it', () => {
    const hidden = [...dossier.events.values()].find(({ importance, date }) => importance === 1 && date?.length === 10);
    if (hidden === undefined) throw new Error('Every event matters.');
    const drawn = (always: ReadonlySet<string>) =>
      stackOf(dossier, lanes, { msPerPx: 4 * dayMs, always }).lanes.flatMap(({ rows }) =>
        rows.flatMap(({ items }) => items.map(({ drawable }) => drawable.id)),
      );
    expect(drawn(new Set())).not.toContain(hidden.id);
    expect(drawn(new Set([hidden.id]))).toContain(hidden.id);
  });

  it('takes in an edit without indexing anew what it leaves alone', () => {
    const memory = new EntryMemory();
    const lanesIn = (of: typeof dossier) => lanesOf([...of.events.values()], 'track', of);
    const before = indexLanes(lanesIn(dossier), dossier, memory);
    const [event] = dossier.events.values();
    if (event === undefined || event.date === null) throw new Error('There is no event to change.');
    const after = { ...event, date: '2018-05-05', undated: null };
    const edited = applyChange(dossier, { edits: [{ collection: 'events', id: event.id, before: event, after }] });
    const now = indexLanes(lanesIn(edited), edited, memory, before);
    const anew = indexLanes(lanesIn(edited), edited, new EntryMemory());
    expect(now.map(({ index }) => index)).toEqual(anew.map(({ index }) => index));
    const kept = now.filter((lane, position) => lane.index === before[position]?.index);
    expect(kept).toHaveLength(now.length - 1);
  });
});

describe('a cluster in words', () => {
  it('names whom a band hides, as briefly as they are known', () => {
    const actors = [
      buildActor({ id: 'kd', name: 'Kirill Dmitriev' }),
      buildActor({ id: 'eu', name: 'European officials, unnamed', type: 'body' }),
    ];
    const events = Array.from({ length: 7 }, (_, index) =>
      buildMeeting({
        id: `m${index}`,
        date: '2025-11',
        label: `Round ${index}`,
        importance: index < 4 ? 4 : 3,
        participants:
          index === 4 ? [{ actor: 'kd', role: 'speaker' }] : index === 5 ? [{ actor: 'eu', role: 'speaker' }] : [],
      }),
    );
    const small = buildDossier({ events, actors });
    const rows = stackOf(small, indexDossier(small, 'kind')).lanes.flatMap((lane) => lane.rows);
    expect(rows.map(({ items }) => items.length)).toEqual([1, 1, 1, 1, 0]);
    expect(rows.at(-1)?.clusters.map(({ cluster }) => [cluster.words, cluster.names])).toEqual([
      ['3 more', ['Dmitriev', 'European officials', 'Round 6']],
    ]);
  });

  it('shows as many names as have room, and never part of one', () => {
    const names = ['Dmitriev', 'Wicker', 'Kallas'];
    expect(fitNames(names, 500, measureText)).toBe('Dmitriev, Wicker, Kallas');
    expect(fitNames(names, 110, measureText)).toBe('Dmitriev, Wicker…');
    expect(fitNames(names, 10, measureText)).toBe('');
  });

  it('counts what lies closer than 14 px in a pill with a glyph for each kind', () => {
    const events = Array.from({ length: 12 }, (_, index) => buildMeeting({ id: `m${index}`, date: '2025-11-03' }));
    const small = buildDossier({ events });
    const clusters = stackOf(small, indexDossier(small, 'kind')).lanes.flatMap(({ rows }) =>
      rows.flatMap((row) => row.clusters),
    );
    expect(clusters.map(({ cluster }) => [cluster.words, cluster.glyphs])).toEqual([['11 events', ['meeting']]]);
    expect(showCluster(clusters[0]!.cluster.cluster, small, measureText).names).toEqual([]);
  });
});

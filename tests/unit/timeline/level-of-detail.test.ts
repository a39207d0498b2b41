import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, parseDay } from '#core/dates/calendar-day';
import { indexLane, laneWith, type LaneIndex } from '#core/timeline/lane-index';
import { chooseDetail, detailBudget, type Detail, type DetailOptions } from '#core/timeline/level-of-detail';
import { leadOf, type TimelineEntry } from '#core/timeline/timeline-entry';
import { seededRandom } from '../../builders/random';
import { timelineEntries, timelineEntry } from '../../builders/timeline-entries';

const options: DetailOptions = { cellPx: 180, mostInCell: 2, rangePx: 90 };
const width = 1000;
const start = parseDay('2018-01-01');

/** A lane of entries, and a view of it: where its middle stands, and how many days are in view. */
const lanes = fc.record({
  seed: fc.nat(),
  count: fc.integer({ min: 1, max: 300 }),
  ranges: fc.constantFrom(0, 0.2, 0.7),
});
const views = fc.record({ middle: fc.nat({ max: 8 * 365 }), days: fc.integer({ min: 1, max: 5000 }) });

function entriesFor({ seed, count, ranges }: { seed: number; count: number; ranges: number }): TimelineEntry[] {
  return timelineEntries(seededRandom(seed), { count, ranges });
}

function look(lane: LaneIndex, middle: number, days: number, always: readonly TimelineEntry[] = []): Detail {
  const half = (days * dayMs) / 2;
  const window = { from: start + middle * dayMs - half, to: start + middle * dayMs + half };
  return chooseDetail(lane, window, (2 * half) / width, options, always);
}

const idsOf = (entries: readonly TimelineEntry[]) => entries.map(({ id }) => id);
const drawnIn = ({ drawn, ranges }: Detail) => new Set([...idsOf(drawn), ...ranges.map(({ entry }) => entry.id)]);
const everywhere = (lane: LaneIndex, days: number) => look(lane, 4 * 365, Math.max(days, 30 * 365));

describe('the level of detail of a lane', () => {
  it('draws each event or counts it in exactly one cluster', () => {
    fc.assert(
      fc.property(lanes, fc.integer({ min: 1, max: 9000 }), (recipe, days) => {
        const entries = entriesFor(recipe);
        const detail = everywhere(indexLane(entries, 3), days);
        const shown = [
          ...idsOf(detail.drawn),
          ...detail.ranges.map(({ entry }) => entry.id),
          ...detail.clusters.flatMap((cluster) => idsOf(cluster.entries())),
        ];
        expect(shown.toSorted()).toEqual(idsOf(entries).toSorted());
        for (const { count, kinds, entries: gather } of detail.clusters) {
          expect(gather()).toHaveLength(count);
          expect(kinds.reduce((sum, kind) => sum + kind.count, 0)).toBe(count);
        }
      }),
    );
  });

  it('leaves none out that lies in the window', () => {
    fc.assert(
      fc.property(lanes, views, (recipe, { middle, days }) => {
        const entries = entriesFor(recipe);
        const detail = look(indexLane(entries, 3), middle, days);
        const shown = new Set([...drawnIn(detail), ...detail.clusters.flatMap((cluster) => idsOf(cluster.entries()))]);
        const within = entries.filter(({ at }) => at >= detail.window.from && at < detail.window.to);
        expect(within.filter(({ id }) => !shown.has(id))).toEqual([]);
      }),
    );
  });

  it('never answers more than its budget', () => {
    fc.assert(
      fc.property(lanes, views, (recipe, { middle, days }) => {
        const lane = indexLane(entriesFor(recipe), 3);
        const { drawn, ranges, clusters } = look(lane, middle, days);
        expect(drawn.length + ranges.length + clusters.length).toBeLessThanOrEqual(detailBudget(width, 3, options));
      }),
    );
  });

  it('keeps what is drawn when its surroundings are magnified', () => {
    fc.assert(
      fc.property(
        lanes,
        fc.integer({ min: 2, max: 5000 }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        (recipe, days, part) => {
          const lane = indexLane(entriesFor(recipe), 3);
          for (const { at, id } of everywhere(lane, days).drawn) {
            const closer = look(lane, (at - start) / dayMs, days * part);
            expect(drawnIn(closer)).toContain(id);
          }
        },
      ),
    );
  });

  it('keeps ranges in their rows at every scale, where none covers another', () => {
    fc.assert(
      fc.property(lanes, views, fc.double({ min: 0.1, max: 1, noNaN: true }), (recipe, { middle, days }, part) => {
        const lane = indexLane(entriesFor(recipe), 3);
        const rows = new Map(look(lane, middle, days).ranges.map(({ entry, row }) => [entry.id, row]));
        const { ranges } = look(lane, middle, days * part);
        for (const { entry, row } of ranges) expect(rows.get(entry.id) ?? row).toBe(row);
        for (const [index, one] of ranges.entries()) {
          for (const other of ranges.slice(index + 1)) {
            const isApart =
              one.row !== other.row || one.entry.to <= other.entry.from || other.entry.to <= one.entry.from;
            expect(isApart).toBe(true);
          }
        }
      }),
    );
  });

  it('gives one picture for one stretch of time, wherever the window was before', () => {
    fc.assert(
      fc.property(lanes, views, fc.double({ min: -1, max: 1, noNaN: true }), (recipe, { middle, days }, shift) => {
        const lane = indexLane(entriesFor(recipe), 3);
        const here = look(lane, middle, days);
        const moved = look(lane, middle + shift * days, days);
        const from = Math.max(here.window.from, moved.window.from);
        const to = Math.min(here.window.to, moved.window.to);
        const shared = ({ drawn, clusters }: Detail) => [
          ...idsOf(drawn.filter(({ at }) => at >= from && at < to)),
          ...clusters
            .filter((cluster) => cluster.form === 'pill' && cluster.from >= from && cluster.to < to)
            .map(({ id, count }) => `${id} ${count}`),
        ];
        expect(shared(moved)).toEqual(shared(here));
      }),
    );
  });

  it('draws what must be drawn, and counts it nowhere', () => {
    fc.assert(
      fc.property(lanes, fc.nat(), fc.integer({ min: 1, max: 9000 }), (recipe, choice, days) => {
        const entries = entriesFor(recipe);
        const asked = entries.filter((_, index) => index % 7 === choice % 7);
        const detail = look(indexLane(entries, 3), 4 * 365, Math.max(days, 30 * 365), asked);
        for (const { id } of asked) expect(drawnIn(detail)).toContain(id);
        const counted = detail.clusters.flatMap((cluster) => idsOf(cluster.entries()));
        expect([...drawnIn(detail), ...counted].toSorted()).toEqual(idsOf(entries).toSorted());
      }),
    );
  });

  it('takes in an edit as if it had been indexed anew', () => {
    fc.assert(
      fc.property(lanes, fc.nat(), fc.boolean(), fc.boolean(), (recipe, choice, isAdded, isRange) => {
        const entries = entriesFor(recipe);
        const random = seededRandom(choice);
        const before = isAdded ? null : random.pick(entries);
        const id = before?.id ?? 'new';
        const after =
          random.chance(0.7) || before === null
            ? timelineEntry(random, id, start + random.whole(0, 3000) * dayMs, isRange)
            : null;
        const rest = entries.filter((entry) => entry !== before);
        const rebuilt = indexLane(after === null ? rest : [...rest, after], 3);
        const edited = laneWith(indexLane(entries, 3), before, after);
        expect(edited).toEqual(rebuilt);
      }),
    );
  });

  it('draws four events of one span and gathers the others into a band of that span', () => {
    const random = seededRandom(1);
    const like = timelineEntry(random, 'like', start, true);
    const alike = Array.from({ length: 7 }, (_, index): TimelineEntry => {
      return {
        ...like,
        id: `e${index}`,
        from: start,
        to: start + 30 * dayMs,
        at: start + 15 * dayMs,
        lead: leadOf(index < 4 ? 4 : 3, -Infinity),
      };
    });
    const { ranges, clusters } = look(indexLane(alike, null), 15, 60);
    expect(ranges.map(({ entry }) => entry.id)).toEqual(['e0', 'e1', 'e2', 'e3']);
    expect(clusters.map(({ form, count, from, to }) => ({ form, count, from, to }))).toEqual([
      { form: 'band', count: 3, from: start, to: start + 30 * dayMs },
    ]);
    expect(idsOf(clusters[0]?.entries() ?? [])).toEqual(['e4', 'e5', 'e6']);
  });
});

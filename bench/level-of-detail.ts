import { dayMs, parseDay } from '#core/dates/calendar-day';
import { indexLane, laneWith, type LaneIndex } from '#core/timeline/lane-index';
import { chooseDetail, type DetailOptions } from '#core/timeline/level-of-detail';
import { seededRandom } from '../tests/builders/random';
import { timelineEntries, timelineEntry } from '../tests/builders/timeline-entries';
import { inMs, percentile, timed } from './measure';
import type { BenchOptions, Topic } from './topic';

const laneCount = 12;
const options: DetailOptions = { cellPx: 180, mostInCell: 2, rangePx: 90 };
const width = 1000;
const firstDay = parseDay('2018-01-01');
const answers = 2000;
const edits = 500;

/** The level of detail alone: building the index, answering, taking in an edit. */
export const levelOfDetail: Topic = {
  name: 'lod',
  title: 'Level of detail alone, 12 lanes, 1000 px',
  run: ({ events, say }: BenchOptions) => {
    const sizes = events ?? [1000, 10_000, 100_000, 1_000_000];
    const rows = sizes.map((count) => {
      say(`level of detail, ${count.toLocaleString('en-GB')} events`);
      return measure(count);
    });
    return Promise.resolve({
      columns: [
        'events',
        'index built',
        'answer p50',
        'answer p95',
        'answer max',
        'edit p50',
        'edit p95',
        'most drawn',
      ],
      rows,
    });
  },
};

function measure(count: number): string[] {
  const random = seededRandom(count);
  const entries = Array.from({ length: laneCount }, () =>
    timelineEntries(random, { count: Math.ceil(count / laneCount), ranges: 0.15 }),
  );
  const built = timed(() => entries.map((ofLane) => indexLane(ofLane, 3)));
  const lanes: LaneIndex[] = built.value;

  let mostDrawn = 0;
  const look = () => {
    const days = 2 ** (random.fraction() * 12) / 2;
    const from = firstDay + random.whole(0, 8 * 365) * dayMs;
    const window = { from, to: from + days * dayMs };
    const { ms, value } = timed(() => lanes.map((lane) => chooseDetail(lane, window, (days * dayMs) / width, options)));
    const drawn = value.reduce(
      (sum, detail) => sum + detail.drawn.length + detail.ranges.length + detail.clusters.length,
      0,
    );
    mostDrawn = Math.max(mostDrawn, drawn);
    return ms;
  };
  for (let warmUp = 0; warmUp < 200; warmUp += 1) look();
  const looks = Array.from({ length: answers }, look);

  const changes = Array.from({ length: edits }, (_, index) => {
    const at = random.whole(0, laneCount - 1);
    const before = random.pick(entries[at]!);
    const after = timelineEntry(
      random,
      `new-${index}`,
      firstDay + random.whole(0, 2900) * dayMs,
      before.from !== before.to,
    );
    const { ms, value } = timed(() => laneWith(lanes[at]!, before, after));
    lanes[at] = value;
    entries[at]![entries[at]!.indexOf(before)] = after;
    return ms;
  });
  return [
    count.toLocaleString('en-GB'),
    inMs(built.ms),
    inMs(percentile(looks, 0.5)),
    inMs(percentile(looks, 0.95)),
    inMs(Math.max(...looks)),
    inMs(percentile(changes, 0.5)),
    inMs(percentile(changes, 0.95)),
    String(mostDrawn),
  ];
}

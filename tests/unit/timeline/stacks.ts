import { dayMs } from '#core/dates/calendar-day';
import type { Dossier } from '#core/model/dossier';
import type { Grouping } from '#core/model/view';
import { lanesOf } from '#core/query/lanes';
import { showCluster } from '#core/timeline/cluster-words';
import { drawableOf } from '#core/timeline/drawable';
import { EntryMemory, indexLanes, type IndexedLane } from '#core/timeline/indexed-lanes';
import { stackLanes, type LaneStack, type StackOptions } from '#core/timeline/lane-stack';
import { drawnYears } from '#core/timeline/scale';
import { today } from './drawables';
import { measureText } from './text-metrics';

/** The lanes of a whole dossier as the timeline indexes them. */
export function indexDossier(dossier: Dossier, grouping: Grouping): IndexedLane[] {
  return indexLanes(lanesOf([...dossier.events.values()], grouping, dossier), dossier, new EntryMemory());
}

/** Lanes stacked at 9 px a day, all of them in view, unless the test says otherwise. */
export function stackOf(
  dossier: Dossier,
  lanes: readonly IndexedLane[],
  options: Partial<StackOptions> = {},
): LaneStack {
  return stackLanes(lanes, {
    msPerPx: dayMs / 9,
    labels: 'title-and-date',
    measure: measureText,
    isFolded: () => false,
    undatedWidth: 96,
    near: { ...drawnYears, top: -Infinity, bottom: Infinity },
    drawableOf: (id) => {
      const event = dossier.events.get(id);
      return event === undefined ? null : drawableOf(event, dossier, today);
    },
    show: (cluster) => showCluster(cluster, dossier, measureText),
    always: new Set(),
    linked: new Set(),
    ...options,
  });
}

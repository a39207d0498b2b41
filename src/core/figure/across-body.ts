import { axisFor } from '#core/figure/axis';
import {
  axisHeight,
  breakWidth,
  drawAxis,
  drawToday,
  drawWaitingColumn,
  placeTodayWords,
  hasMonthHeadings,
  narrowestPiece,
  type AxisFrame,
} from '#core/figure/axis-drawing';
import { relationGroundOf } from '#core/figure/across-relations';
import { inOrderOfYielding, type Body, type BodyInput } from '#core/figure/body';
import type { Entry, LaneEntries } from '#core/figure/entries';
import { roomBesideToday, todayOn, type Ground } from '#core/figure/ground';
import { dayInWords, nameOf } from '#core/figure/labels';
import { drawLane } from '#core/figure/lane-drawing';
import { itemLanes, layLanes, type Lane, type LaneFit, type LaneFrame } from '#core/figure/lanes';
import { drawRelations } from '#core/figure/relations';
import { polyline, stroke } from '#core/figure/scene';

/** Pages narrower than this have no room for names beside the lanes, nor for a column without dates. */
const narrowPage = 520;
const waitingWidth = 116;
/** No more than this between rows, and under a lane, however tall the page. */
const mostRowAir = 12;
/** As little room as can be taken; what still does not fit is left out. */
const tight: LaneFit = { hidden: new Set(), isDense: true, rowAir: 0, laneAir: 0 };
const fewest = 12;

/** The timeline with time across the page: an axis over lanes, what has no date yet in a column at the right. */
export function acrossBody({ gathered, selection, setting, frame: page }: BodyInput): Body {
  const { dossier, range, today } = selection;
  const { palette, words } = setting;
  const width = page.right - page.left;
  const isNarrow = width < narrowPage;
  const drawn = gathered.lanes.flatMap((lane) => lane.drawn);
  const hasWaiting = gathered.lanes.some((lane) => lane.waiting.length > 0);
  const hasNames = gathered.lanes.some((lane) => lane.name !== '');
  const nameWidth = !hasNames ? 0 : isNarrow ? width : Math.min(108, width * 0.13);
  const plotLeft = isNarrow || !hasNames ? page.left : page.left + nameWidth + 8;
  const columnLeft = isNarrow ? page.left - 8 : page.right - waitingWidth;
  const plotRight = isNarrow || !hasWaiting ? page.right : columnLeft - 6;
  const nameOfAnchor = (id: string) => {
    const anchor = dossier.events.get(id);
    return anchor === undefined ? id : nameOf(anchor);
  };

  const axis = axisFor(drawn, range, today, {
    left: plotLeft,
    right: plotRight,
    breakLength: breakWidth,
    shortestPiece: narrowestPiece,
    isRoomy: selection.isRoomy,
  });
  const ground: Ground = {
    axis,
    today,
    todayX: setting.show.today ? todayOn(axis, today) : null,
    setting,
    hasMonthHeadings: hasMonthHeadings(axis),
  };
  const nameRoom = isNarrow
    ? roomBesideToday(page.left, page.right, ground)
    : { from: page.left, to: page.left + nameWidth };
  const laneFrame: LaneFrame = {
    nameX: nameRoom.from,
    nameWidth: Math.max(nameRoom.to - nameRoom.from, 1),
    isNameAbove: isNarrow,
    column: hasWaiting ? { left: columnLeft, right: page.right, nameOfAnchor } : null,
  };
  const line = page.top + axisHeight;
  const todayWords = words.asKnown(dayInWords(today, words));
  const dated = itemLanes(isNarrow ? datedOnly(gathered.lanes) : gathered.lanes, ground);
  const undated = isNarrow && hasWaiting ? itemLanes([undatedOnly(gathered.lanes, words.noDateYet)], ground) : [];
  const lay = (fit: LaneFit): Laid => {
    const lanes = layLanes(dated, ground, laneFrame, line, fit);
    const bottom = lanes.at(-1)?.bottom ?? line;
    const needsRoom = ground.todayX !== null && !hasRoomForToday(ground.todayX, lanes.at(-1), bottom);
    const foot = bottom + (needsRoom ? 12 : 0);
    const under = layLanes(undated, ground, laneFrame, foot, fit);
    return { lanes, under, bottom, foot, end: under.at(-1)?.bottom ?? foot };
  };

  /** Whether the words of today find room at the foot of the last lane. */
  function hasRoomForToday(x: number, last: Lane | undefined, bottom: number): boolean {
    if (last === undefined) return false;
    const place = placeTodayWords(
      x,
      bottom - 1,
      todayWords,
      { left: page.left, right: plotRight, line, bottom },
      setting,
    );
    const { marks, obstacles } = relationGroundOf([last]);
    const inWay = [...marks.map(({ box }) => box), ...obstacles];
    return inWay.every(
      (box) =>
        box.left > place.right + 3 ||
        box.right < place.left - 3 ||
        box.top > place.bottom + 2 ||
        box.bottom < place.top - 2,
    );
  }

  const limit = page.bottom ?? page.lowest;
  const roomy = lay({ ...tight, isDense: false });
  const whole = roomy.end <= limit ? roomy : lay(tight);
  const isDense = whole !== roomy;
  const laid =
    whole.end <= limit ? stretched(whole, { ...tight, isDense }, page.bottom, lay) : reduced(drawn, limit, lay);
  const axisFrame: AxisFrame = { left: page.left, right: page.right, line, bottom: laid.bottom };
  const todayFrame = { ...axisFrame, right: plotRight };
  const todayFoot = (laid.foot > laid.bottom ? laid.foot : laid.bottom) - 1;
  const todayMark =
    ground.todayX === null
      ? null
      : {
          nodes: drawToday(ground.todayX, todayFoot, todayWords, todayFrame, setting),
          words: placeTodayWords(ground.todayX, todayFoot, todayWords, todayFrame, setting),
          line: { left: ground.todayX - 2, right: ground.todayX + 2, top: line, bottom: todayFoot },
        };
  const lanes = [...laid.lanes, ...laid.under];
  const marked = relationGroundOf(lanes);
  const relations = drawRelations(
    {
      ...marked,
      obstacles: [...marked.obstacles, ...(todayMark === null ? [] : [todayMark.words])],
      rules: todayMark === null ? [] : [todayMark.line],
      bounds: { left: plotLeft, right: plotRight, top: line + 2, bottom: laid.bottom - 2 },
    },
    setting,
  );
  const rules = lanes.map((lane) =>
    polyline(
      [
        { x: page.left, y: lane.bottom },
        { x: page.right, y: lane.bottom },
      ],
      stroke(palette.rule, 0.6),
    ),
  );
  return {
    bottom: laid.end,
    leftOut: lanes.flatMap(({ name, hidden }) => (hidden.length === 0 ? [] : [{ lane: name, entries: hidden }])),
    panels: [],
    relationsLeftOut: relations.missing,
    missing: Math.max(0, whole.end - limit),
    groups: [
      ...(hasWaiting && !isNarrow
        ? [{ name: words.noDateYet, nodes: drawWaitingColumn(columnLeft, page.right, axisFrame, setting) }]
        : []),
      { name: 'Axis', nodes: [...drawAxis(axis, axisFrame, setting), ...rules] },
      { name: 'Today', nodes: todayMark?.nodes ?? [] },
      { name: 'Relations', nodes: relations.nodes },
      ...lanes.map((lane) => ({ name: lane.name, nodes: drawLane(lane, ground) })),
    ],
  };
}

interface Laid {
  readonly lanes: readonly Lane[];
  readonly under: readonly Lane[];
  readonly bottom: number;
  readonly foot: number;
  readonly end: number;
}

/** Spreads what room is left: first between rows, up to a comfortable distance, then under the lanes. */
function stretched(whole: Laid, fit: LaneFit, bottom: number | null, lay: (fit: LaneFit) => Laid): Laid {
  if (bottom === null) return lay({ ...fit, rowAir: 3.5, laneAir: 4 });
  const lanes = [...whole.lanes, ...whole.under];
  const spare = Math.max(0, bottom - whole.end);
  const gaps = lanes.reduce((sum, lane) => sum + lane.gapCount, 0);
  const rowAir = gaps === 0 ? 0 : Math.min(mostRowAir, (spare * 0.7) / gaps);
  const airy = lay({ ...fit, rowAir, laneAir: 0 });
  const laneAir = Math.max(0, (bottom - airy.end) / lanes.length);
  return lay({ ...fit, rowAir, laneAir });
}

/** Leaves out as few events as it can, the least important first. */
function reduced(drawn: readonly Entry[], limit: number, lay: (fit: LaneFit) => Laid): Laid {
  const yielding = inOrderOfYielding([...new Set(drawn)]);
  const fitWithout = (count: number) => ({ ...tight, hidden: new Set(yielding.slice(0, count)) });
  const without = (count: number) => lay(fitWithout(count));
  // The line that names the first to go takes room of its own, so that a few more may have to follow: these are tried
  // one by one, and beyond them by halves.
  let [tooFew, enough] = [0, yielding.length];
  for (let count = 1; count <= Math.min(fewest, yielding.length); count += 1) {
    if (without(count).end <= limit) {
      enough = count;
      tooFew = count - 1;
      break;
    }
    tooFew = count;
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (without(middle).end <= limit) enough = middle;
    else tooFew = middle;
  }
  return stretched(without(enough), fitWithout(enough), limit, lay);
}

// A narrow page has no room for a column beside the axis: what has no date yet makes a lane of its own under the others.

function datedOnly(lanes: readonly LaneEntries[]): LaneEntries[] {
  return lanes.filter((lane) => lane.drawn.length > 0).map((lane) => ({ ...lane, waiting: [] }));
}

function undatedOnly(lanes: readonly LaneEntries[], name: string): LaneEntries {
  return { name, drawn: [], waiting: [...new Set(lanes.flatMap((lane) => lane.waiting))] };
}

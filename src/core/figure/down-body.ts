import { axisFor, breaksOf } from '#core/figure/axis';
import { hasMonthHeadings } from '#core/figure/axis-drawing';
import type { Body, BodyInput } from '#core/figure/body';
import { columnFrames, layColumns, narrowestColumn, type Column } from '#core/figure/columns';
import { breakHeight, downAxisWidth, drawDownAxis, shortestPieceDown, tickStretch } from '#core/figure/down-axis';
import { downRelationGround } from '#core/figure/down-relations';
import type { LaneEntries } from '#core/figure/entries';
import { drawGlyph, glyphState } from '#core/figure/glyph-drawing';
import { todayOn, type Ground } from '#core/figure/ground';
import { dayInWords } from '#core/figure/labels';
import { keySize, textNodes } from '#core/figure/lane-drawing';
import { colourOf, drawMark } from '#core/figure/mark-drawing';
import { placePanels } from '#core/figure/panel-place';
import { drawRelations } from '#core/figure/relations';
import { flat, polyline, stroke, type SceneNode } from '#core/figure/scene';
import { stripThickness } from '#core/figure/strips';
import { run, wrap } from '#core/figure/text-setting';
import { blockBox } from '#core/figure/text-block';
import { transposed } from '#core/figure/transpose';
import { drawWaitingBand, layWaitingBand } from '#core/figure/waiting-band';
import type { Box } from '#core/timeline/box';

const headLeading = 12.5;
/** Where the height follows from what must fit, a timeline is no shorter than this. */
const shortestTimeline = 400;

/** The timeline with time down the page: lanes as columns, what has no date yet in a band at the foot. */
export function downBody({ gathered, selection, setting, frame: page }: BodyInput): Body {
  const { dossier, range, today } = selection;
  const { type, palette, measure, words } = setting;
  const lanes = withRemarksAmong(gathered.lanes.filter((lane) => lane.drawn.length > 0));
  const drawn = lanes.flatMap((lane) => lane.drawn);
  const left = page.left + downAxisWidth + 10;
  const limit = page.bottom ?? page.lowest;

  const groundFor = (top: number, bottom: number): Ground => {
    const axis = axisFor(drawn, range, today, {
      left: top,
      right: bottom,
      breakLength: breakHeight,
      shortestPiece: shortestPieceDown,
      isRoomy: selection.isRoomy,
    });
    const todayX = setting.show.today ? todayOn(axis, today) : null;
    return { axis, today, todayX, setting, hasMonthHeadings: hasMonthHeadings(axis, tickStretch) };
  };

  const layFrom = (top: number, bottom: number) => {
    const ground = groundFor(top, bottom);
    return { ground, columns: layColumns(lanes, ground, left, page.right) };
  };
  // The columns' edges depend on what they hold, not on the height that they get.
  const edges = columnFrames(lanes, groundFor(page.top, limit), left, page.right).map((column) => column.left);
  const headings = lanes.map((lane, index) => {
    const width = (edges[index + 1] ?? page.right) - (edges[index] ?? left) - 8;
    return wrap([run(lane.name, type.lane, palette.ink)], width, measure);
  });
  const headHeight = Math.max(0, ...headings.map((lines) => lines.length)) * headLeading;
  const line = page.top + headHeight + (headHeight > 0 ? 3 : 0);
  const lay = (bottom: number) => layFrom(line + 4, bottom);
  const band = layWaitingBand(
    gathered.lanes,
    dossier,
    { left: page.left, first: left, right: page.right, edges },
    setting,
    (limit - line) * 0.3,
  );
  const bandHeight = band === null ? 0 : band.height + 8;
  const tallest = limit - bandHeight;
  const { ground, columns } = page.bottom === null ? lowest(lay, line + 4, tallest) : lay(tallest);
  const needed = neededBy(columns);
  const { axis, todayX } = ground;

  const todayWords = todayX === null ? null : { y: todayX, words: words.asKnown(dayInWords(today, words)) };
  const axisFrame = { left: page.left, line: page.left + downAxisWidth, right: page.right };
  const drawnAxis = drawDownAxis(axis, axisFrame, todayWords, setting);
  const headNodes = headings.flatMap((lines, index) =>
    textNodes({
      x: columns[index]?.left ?? left,
      y: line - 5 - (lines.length - 1) * headLeading,
      anchor: 'start',
      leading: headLeading,
      lines,
    }),
  );
  const rule = polyline(
    [
      { x: page.left, y: line },
      { x: page.right, y: line },
    ],
    stroke(palette.ink, 0.9),
  );
  const bandTop = axis.right + 8;
  const waiting = band === null ? { nodes: [], ports: [], obstacles: [] } : drawWaitingBand(band, bandTop, setting);
  const leftOut = columns.flatMap(({ name, hidden }) => (hidden.length === 0 ? [] : [{ lane: name, entries: hidden }]));
  if (band !== null && band.hidden.length > 0) leftOut.push({ lane: words.noDateYet, entries: band.hidden });
  const labelBoxes = columns.flatMap(boxesOf);
  const panelFrame = { top: axis.left, bottom: axis.right, todayY: todayX };
  const panels = placePanels(gathered.panels, columns, labelBoxes, panelFrame, setting);
  const inWay = [...labelBoxes, ...panels.map(({ box }) => box)];
  const relations = drawRelations(
    {
      ...downRelationGround(columns, inWay, waiting),
      rules: todayX === null ? [] : [{ left: page.left, right: page.right, top: todayX - 2, bottom: todayX + 2 }],
      bounds: { left, right: page.right, top: axis.left, bottom: axis.right },
    },
    setting,
  );
  return {
    bottom: band === null ? axis.right : bandTop + band.height,
    leftOut,
    panels: panels.map(({ text }) => text),
    relationsLeftOut: relations.missing,
    missing: Math.max(0, needed - (axis.right - axis.left)) + (band?.missing ?? 0),
    groups: [
      ...(band === null ? [] : [{ name: words.noDateYet, nodes: waiting.nodes }]),
      { name: 'Axis', nodes: [...drawnAxis.axis, rule, ...headNodes, ...drawnAxis.words] },
      {
        name: 'Today',
        nodes:
          todayX === null
            ? []
            : drawTodayAcross(todayX, page.left + downAxisWidth - 4, page.right, labelBoxes, setting),
      },
      {
        name: 'Relations',
        nodes: relations.nodes,
      },
      ...columns.map((column) => ({ name: column.name, nodes: drawColumn(column, ground) })),
      { name: 'Panels', nodes: panels.flatMap(({ nodes }) => nodes) },
    ],
  };
}

/** Remarks stand in the column that has the most room, not in one of their own. */
function withRemarksAmong(lanes: readonly LaneEntries[]): readonly LaneEntries[] {
  const remarks = lanes.flatMap((lane) => lane.drawn.filter((entry) => entry.isRemark));
  const others = lanes.filter((lane) => lane.drawn.some((entry) => !entry.isRemark));
  const [emptiest] = others.toSorted((a, b) => a.drawn.length - b.drawn.length);
  if (remarks.length === 0 || emptiest === undefined) return lanes;
  return others.map((lane) => (lane === emptiest ? { ...lane, drawn: [...lane.drawn, ...remarks] } : lane));
}

interface Laid {
  readonly ground: Ground;
  readonly columns: readonly Column[];
}

/** The layout that is as low as its labels allow: each try says how much they need at that height. */
function lowest(lay: (bottom: number) => Laid, top: number, tallest: number): Laid {
  let laid = lay(tallest);
  let bottom = tallest;
  for (let tries = 0; tries < 4; tries += 1) {
    const wanted = top + Math.max(shortestTimeline, neededBy(laid.columns) * 1.12 + 16);
    const hidesNone = laid.columns.every(({ hidden }) => hidden.length === 0);
    if (hidesNone && wanted >= bottom - 12) return laid;
    bottom = Math.min(wanted, tallest);
    laid = lay(bottom);
  }
  return laid;
}

function neededBy(columns: readonly Column[]): number {
  return Math.max(0, ...columns.map((column) => column.needed));
}

/** Whether lanes would be columns too narrow to read on a page of this width. */
export function isTooNarrowForLanes(laneCount: number, width: number): boolean {
  return (width - downAxisWidth - 10) / Math.max(1, laneCount) < narrowestColumn;
}

function drawColumn(column: Column, ground: Ground): SceneNode[] {
  const { palette } = ground.setting;
  const breaks = breaksOf(ground.axis);
  const leader = stroke(palette.quietInk, 0.75);
  // A leader passes behind the strips on its way; its dot says where it begins.
  const nodes: SceneNode[] = column.labels.flatMap(({ leader: points }) =>
    points === null ? [] : [polyline(points, leader)],
  );
  for (const { entries, mark, x } of column.strips) {
    const [entry] = entries;
    if (entry === undefined) continue;
    nodes.push(...transposed(drawMark({ entry, mark, y: x, thickness: stripThickness, clear: null }, breaks, palette)));
  }
  for (const { entry, leader: points } of column.labels) {
    const [start] = points ?? [];
    if (start === undefined) continue;
    const dot = { x: start.x - 1.6, y: start.y - 1.6, width: 3.2, height: 3.2, radius: 1.6 };
    nodes.push({ type: 'rect', ...dot, fill: flat(colourOf(entry, palette)) });
  }
  for (const { entry, glyph, block } of column.labels) {
    nodes.push(...drawGlyph(glyphState(entry), glyph, keySize, palette), ...textNodes(block, 0, palette.paper));
  }
  if (column.more !== null) nodes.push(...textNodes(column.more, 0, palette.paper));
  return nodes;
}

/** The line of today across the columns, interrupted where a label stands. */
function drawTodayAcross(
  y: number,
  left: number,
  right: number,
  labels: readonly Box[],
  { palette }: Ground['setting'],
): SceneNode[] {
  const inWay = labels.filter((box) => box.top - 2 < y && box.bottom + 2 > y).toSorted((a, b) => a.left - b.left);
  const nodes: SceneNode[] = [];
  let from = left;
  const draw = (to: number) => {
    if (to - from < 2) return;
    const points = [
      { x: from, y },
      { x: to, y },
    ];
    nodes.push(polyline(points, stroke(palette.ink, 0.9)));
  };
  for (const box of inWay) {
    draw(box.left - 4);
    from = Math.max(from, box.right + 4);
  }
  draw(right);
  return nodes;
}

/** The boxes of a column's labels with their keys, and of the line that names the rest. */
function boxesOf(column: Column): Box[] {
  const labels = column.labels.map(({ block, glyph }) => {
    const { left, right, above, below } = blockBox(block);
    return { left: Math.min(left, glyph.x - 5), right, top: -above, bottom: below };
  });
  if (column.more === null) return labels;
  const { left, right, above, below } = blockBox(column.more);
  return [...labels, { left, right, top: -above, bottom: below }];
}

import { axisFor } from '#core/figure/axis';
import {
  axisHeight,
  drawAxis,
  drawToday,
  drawWaitingColumn,
  hasMonthHeadings,
  type AxisFrame,
} from '#core/figure/axis-drawing';
import { gather, type FigureSelection, type Gathered, type LaneEntries } from '#core/figure/entries';
import { drawFoot } from '#core/figure/foot';
import { drawHeading, drawLegend } from '#core/figure/heading';
import { roomBesideToday, todayOn, type Ground } from '#core/figure/ground';
import { dayInWords, nameOf } from '#core/figure/labels';
import { drawLane } from '#core/figure/lane-drawing';
import { layLanes, type Lane, type LaneFrame } from '#core/figure/lanes';
import { palettes, type Palette } from '#core/figure/palette';
import { drawRelations } from '#core/figure/relations';
import {
  flat,
  polyline,
  stroke,
  type MeasureText,
  type Scene,
  type SceneGroup,
  type SceneNode,
} from '#core/figure/scene';
import { run, type } from '#core/figure/text-setting';
import { countInWords, descriptionFor, standfirstFor } from '#core/figure/wording';

/** How a figure is to look. */
export interface FigureOptions {
  /** The width of the page in points; its height follows from what must fit. */
  readonly width: number;
  /** Null takes the dossier's title. */
  readonly title: string | null;
  /** Null says what is shown and what is not known, from the record. */
  readonly standfirst: string | null;
  readonly theme: 'light' | 'dark';
}

/** A figure, and in sentences what it could not show as it should. */
export interface LaidOut {
  readonly scene: Scene;
  readonly warnings: readonly string[];
}

/** Pages narrower than this have no room for names beside the lanes. */
const narrowPage = 520;
const waitingWidth = 104;

/**
 * Lays a selection of events out as a page: heading, legend, axis, lanes, sources, credit. A pure function: the same
 * selection, options and metrics give the same scene. Labels never overlap; what finds no place is named and warned of.
 */
export function layOut(selection: FigureSelection, options: FigureOptions, measure: MeasureText): LaidOut {
  const palette = palettes[options.theme];
  const isNarrow = options.width < narrowPage;
  const margin = isNarrow ? 18 : 36;
  const page = { left: margin, right: options.width - margin, width: options.width - 2 * margin };
  const sheet: Sheet = { page, isNarrow, palette, measure };
  const gathered = gather(selection);
  const title = options.title ?? selection.dossier.title;

  const text = { title, standfirst: options.standfirst ?? standfirstFor(gathered) };
  const heading = drawHeading(text, { ...page, top: isNarrow ? 20 : 27, isNarrow }, palette, measure);
  const legend = drawLegend(gathered.entries, { ...page, top: heading.bottom + 11 }, palette, measure);
  const body =
    gathered.entries.length === 0
      ? emptyBody(sheet, legend.bottom + 12)
      : timelineBody(gathered, selection, sheet, legend.bottom + 9);
  const foot = drawFoot(
    gathered,
    selection.dossier,
    selection.today,
    { ...page, top: body.bottom + 6 },
    palette,
    measure,
  );
  // Three points are four pixels at 96 dpi: no image of the page ends in part of a pixel.
  const height = Math.ceil((foot.bottom + margin / 2) / 3) * 3;

  const paper: SceneNode = { type: 'rect', x: 0, y: 0, width: options.width, height, fill: flat(palette.paper) };
  const scene: Scene = {
    width: options.width,
    height,
    language: 'en',
    title,
    description: [text.standfirst, descriptionFor(gathered, selection.dossier)].filter((part) => part !== '').join(' '),
    groups: [
      { name: 'Paper', nodes: [paper] },
      { name: 'Heading', nodes: heading.nodes },
      { name: 'Legend', nodes: legend.nodes },
      ...body.groups,
      { name: 'Sources', nodes: foot.nodes },
    ].filter((group) => group.nodes.length > 0),
  };
  return { scene, warnings: warningsFor(gathered, body.lanes, heading) };
}

/** The page between its margins, and what it is drawn with. */
interface Sheet {
  readonly page: { readonly left: number; readonly right: number; readonly width: number };
  readonly isNarrow: boolean;
  readonly palette: Palette;
  readonly measure: MeasureText;
}

interface Body {
  readonly groups: readonly SceneGroup[];
  readonly lanes: readonly Lane[];
  readonly bottom: number;
}

function timelineBody(gathered: Gathered, selection: FigureSelection, sheet: Sheet, top: number): Body {
  const { page, isNarrow, palette, measure } = sheet;
  const { dossier, range, today } = selection;
  const drawn = gathered.entries.filter((entry) => entry.placement !== null);
  const hasWaiting = drawn.length < gathered.entries.length;
  const nameWidth = isNarrow ? page.width : Math.min(108, page.width * 0.13);
  const plotLeft = isNarrow ? page.left : page.left + nameWidth + 8;
  const columnLeft = isNarrow ? page.left - 8 : page.right - waitingWidth;
  const plotRight = isNarrow || !hasWaiting ? page.right : columnLeft - 6;
  const nameOfAnchor = (id: string) => {
    const anchor = dossier.events.get(id);
    return anchor === undefined ? id : nameOf(anchor);
  };

  const axis = axisFor(drawn, range, today, plotLeft, plotRight);
  const ground: Ground = {
    axis,
    today,
    todayX: todayOn(axis, today),
    palette,
    measure,
    hasMonthHeadings: hasMonthHeadings(axis),
  };
  const nameRoom = isNarrow
    ? roomBesideToday(page.left, page.right, ground)
    : { from: page.left, to: page.left + nameWidth };
  const frame: LaneFrame = {
    nameX: nameRoom.from,
    nameWidth: nameRoom.to - nameRoom.from,
    isNameAbove: isNarrow,
    column: hasWaiting ? { left: columnLeft, right: page.right, nameOfAnchor } : null,
  };
  const line = top + axisHeight;
  const dated = layLanes(isNarrow ? datedOnly(gathered) : gathered.lanes, ground, frame, line);
  const bottom = dated.at(-1)?.bottom ?? line;
  const axisFrame: AxisFrame = { left: page.left, right: page.right, line, bottom };
  const todayNodes =
    ground.todayX === null ? [] : drawToday(ground.todayX, `As of ${dayInWords(today)}`, axisFrame, palette, measure);
  const foot = bottom + (todayNodes.length > 0 ? 12 : 0);
  const laid = isNarrow && hasWaiting ? [...dated, ...layLanes([undatedOnly(gathered)], ground, frame, foot)] : dated;
  const rules = laid.map((lane) =>
    polyline(
      [
        { x: page.left, y: lane.bottom },
        { x: page.right, y: lane.bottom },
      ],
      stroke(palette.rule, 0.6),
    ),
  );
  return {
    lanes: laid,
    bottom: Math.max(foot, laid.at(-1)?.bottom ?? foot),
    groups: [
      ...(hasWaiting && !isNarrow
        ? [{ name: 'No date yet', nodes: drawWaitingColumn(columnLeft, page.right, axisFrame, palette) }]
        : []),
      { name: 'Axis', nodes: [...drawAxis(axis, axisFrame, palette, measure), ...rules, ...todayNodes] },
      { name: 'Relations', nodes: drawRelations(laid, palette) },
      ...laid.map((lane) => ({ name: lane.name, nodes: drawLane(lane, ground) })),
    ],
  };
}

// A narrow page has no room for a column beside the axis: what has no date yet makes a lane of its own under the others.

function datedOnly({ lanes }: Gathered): LaneEntries[] {
  return lanes.filter((lane) => lane.drawn.length > 0).map((lane) => ({ ...lane, waiting: [] }));
}

function undatedOnly({ entries }: Gathered): LaneEntries {
  return { name: 'No date yet', drawn: [], waiting: entries.filter((entry) => entry.placement === null) };
}

function emptyBody({ page, palette, measure }: Sheet, top: number): Body {
  const words = 'No event matches these filters.';
  const x = page.left + (page.width - measure(words, type.standfirst)) / 2;
  const height = 120;
  const rule = (y: number) =>
    polyline(
      [
        { x: page.left, y },
        { x: page.right, y },
      ],
      stroke(palette.rule, 0.6),
    );
  const nodes: SceneNode[] = [
    rule(top),
    {
      type: 'text',
      x,
      y: top + height / 2 + 4,
      anchor: 'start',
      runs: [run(words, type.standfirst, palette.quietInk)],
    },
    rule(top + height),
  ];
  return { groups: [{ name: 'Empty', nodes }], lanes: [], bottom: top + height };
}

function warningsFor(
  gathered: Gathered,
  lanes: readonly Lane[],
  heading: { titleLines: number; standfirstLines: number },
): string[] {
  const warnings: string[] = [];
  if (heading.titleLines > 2)
    warnings.push(`The title takes ${countInWords(heading.titleLines)} lines; two read better.`);
  if (heading.standfirstLines > 2) {
    warnings.push(`The standfirst takes ${countInWords(heading.standfirstLines)} lines; two read better.`);
  }
  for (const lane of lanes.filter(({ hidden }) => hidden.length > 0)) {
    const count = countInWords(lane.hidden.length);
    warnings.push(
      `The lane "${lane.name}" has no room for ${count} more events; the figure names them in one line. Narrow the range or the filters to draw them.`,
    );
  }
  if (gathered.unplaced.length > 0) {
    const names = firstNames(gathered.unplaced.map((event) => `"${nameOf(event)}"`));
    const [verb, they] = gathered.unplaced.length === 1 ? ['has', 'it is'] : ['have', 'they are'];
    warnings.push(`${names} ${verb} no date that an axis can show; ${they} listed at the foot.`);
  }
  return warnings;
}

/** A few names, and how many more there are. */
function firstNames(names: readonly string[]): string {
  const [few, more] = [names.slice(0, 5), names.length - 5];
  return more > 0 ? `${few.join(', ')} and ${countInWords(more)} more` : few.join(', ');
}

import { breaksOf, monthsLeftOut, xOf, type AxisPiece, type TimeAxis } from '#core/figure/axis';
import { flat, polyline, stroke, type SceneNode } from '#core/figure/scene';
import type { Setting } from '#core/figure/setting';
import { run, wrap } from '#core/figure/text-setting';
import { yearName } from '#core/dates/date-name';
import { msToDay } from '#core/dates/calendar-day';
import { ticksFor, type AxisTicks } from '#core/timeline/ticks';

/** Where the axis stands down the page: its headings and tick labels lie above its line, the lanes below. */
export interface AxisFrame {
  readonly left: number;
  readonly right: number;
  readonly line: number;
  readonly bottom: number;
}

/** The height of the headings and tick labels above the line of the axis. */
export const axisHeight = 30;
/** The narrowest piece of an axis across the page: room for a heading such as "Feb 2022". */
export const narrowestPiece = 52;
/** Room for "44 months" between the pieces of an axis across the page. */
export const breakWidth = 48;
const headingRise = 19;
const tickRise = 7;
const ruleRise = 28;

/** The axis: headings, ticks, and rules down through the lanes where a heading begins. */
export function drawAxis(axis: TimeAxis, frame: AxisFrame, setting: Setting): SceneNode[] {
  const { type, palette, measure } = setting;
  const pen = stroke(palette.ink, 0.9);
  const nodes: SceneNode[] = axis.pieces.flatMap((piece) => drawPiece(piece, axis, frame, setting));
  nodes.push(
    polyline(
      [
        { x: frame.left, y: frame.line },
        { x: frame.right, y: frame.line },
      ],
      pen,
    ),
  );
  const lengths = monthsLeftOut(axis);
  for (const [index, x] of breaksOf(axis).entries()) {
    // The paper between the two strokes parts the line.
    const gap = `M${x - 2.5} ${frame.line + 4}L${x + 2.5} ${frame.line - 4}`;
    nodes.push({ type: 'path', data: gap, stroke: stroke(palette.paper, 4.5) });
    for (const side of [-3, 3]) {
      const ends = [
        { x: x + side - 2.5, y: frame.line + 4 },
        { x: x + side + 2.5, y: frame.line - 4 },
      ];
      nodes.push(polyline(ends, stroke(palette.ink, 0.8)));
    }
    const words = lengthInWords(lengths[index] ?? 0, setting);
    const width = measure(words, type.tick);
    if (width > breakWidth) continue;
    const runs = [run(words, type.tick, palette.faintInk)];
    nodes.push({ type: 'text', x: x - width / 2, y: frame.line - tickRise, anchor: 'start', runs });
  }
  return nodes;
}

/** How much time a break leaves out: in months below five years, else in years. */
export function lengthInWords(months: number, { words }: Setting): string {
  return months < 60 ? words.months(months) : words.years(Math.round(months / 12));
}

/** Whether every heading of an axis names a month, so that a band under it need not; see `ticksFor` for `stretch`. */
export function hasMonthHeadings(axis: TimeAxis, stretch = 1): boolean {
  const main = axis.pieces.reduce((longest, piece) => (widthOfPiece(piece) > widthOfPiece(longest) ? piece : longest));
  const { major } = ticksFor(main.from, main.to, widthOfPiece(main) * stretch);
  return major.some(({ label }) => /^[A-Z][a-z]+( \d+)?$/.test(label));
}

function drawPiece(piece: AxisPiece, axis: TimeAxis, frame: AxisFrame, setting: Setting): SceneNode[] {
  const { type, palette, measure, words } = setting;
  const isBackground = widthOfPiece(piece) <= narrowestPiece;
  const { major, minor } = isBackground
    ? startOnly(piece)
    : ticksFor(piece.from, piece.to, widthOfPiece(piece), words.dates);
  const nodes: SceneNode[] = [];
  const x = (ms: number) => xOf(axis, Math.max(ms, piece.from));
  for (const [index, tick] of major.entries()) {
    if (tick.ms > piece.from && tick.ms < piece.to) {
      const rule = [
        { x: x(tick.ms), y: frame.line - ruleRise },
        { x: x(tick.ms), y: frame.bottom },
      ];
      nodes.push(polyline(rule, stroke(palette.rule, 0.6)));
    }
    const next = major[index + 1];
    const start = x(tick.ms) + (tick.ms > piece.from ? 5 : 0);
    const room = (next === undefined ? piece.right : x(next.ms)) - start - 4;
    const wordings = [
      tick.label,
      ...(index === 0 && (tick.label !== '' || next === undefined) ? shorterHeadings(piece, setting) : []),
    ];
    const label = wordings.find((words) => words !== '' && measure(words, type.heading) <= room);
    if (label === undefined) continue;
    const runs = [run(label, type.heading, palette.ink)];
    nodes.push({ type: 'text', x: start, y: frame.line - headingRise, anchor: 'start', runs });
  }
  const rules = major.map((tick) => x(tick.ms));
  let used = -Infinity;
  for (const tick of minor) {
    const middle = x(tick.ms);
    nodes.push(
      polyline(
        [
          { x: middle, y: frame.line },
          { x: middle, y: frame.line + 3.5 },
        ],
        stroke(palette.ink, 0.7),
      ),
    );
    const width = measure(tick.label, type.tick);
    const left = Math.max(middle - width / 2, piece.left);
    const isOnRule = rules.some((rule) => rule > piece.left && rule > left - 3 && rule < left + width + 3);
    if (tick.label === '' || isOnRule || left < used + 4 || left + width > piece.right) continue;
    const runs = [run(tick.label, type.tick, palette.faintInk)];
    nodes.push({ type: 'text', x: left, y: frame.line - tickRise, anchor: 'start', runs });
    used = left + width;
  }
  return nodes;
}

/** A piece as narrow as its heading has no room for ticks. */
function startOnly(piece: AxisPiece): AxisTicks {
  return { major: [{ ms: piece.from, label: '' }], minor: [] };
}

/** For a piece too narrow for its heading: "Feb 2022", else the year. */
export function shorterHeadings(piece: Pick<AxisPiece, 'from'>, { words: { dates } }: Setting): string[] {
  const { year, month } = msToDay(piece.from);
  const name = yearName(year, dates);
  return [dates.monthOfYear(month, name, 'short').text, name];
}

/** The words beside the foot of the line that marks today: where they stand, `bottom` being the end of the line. */
export function placeTodayWords(x: number, bottom: number, words: string, frame: AxisFrame, setting: Setting) {
  const width = setting.measure(words, setting.type.tick);
  const isRoomRight = x + 5 + width <= frame.right;
  const left = isRoomRight ? x + 5 : x - 5 - width;
  return { left, right: left + width, top: bottom - 10.5, bottom: bottom - 0.5 };
}

/** The line that marks today, from the axis to `bottom`, and its words beside its foot. */
export function drawToday(x: number, bottom: number, words: string, frame: AxisFrame, setting: Setting): SceneNode[] {
  const { type, palette } = setting;
  const place = placeTodayWords(x, bottom, words, frame, setting);
  const runs = [run(words, type.tick, palette.faintInk)];
  return [
    polyline(
      [
        { x, y: frame.line },
        { x, y: bottom },
      ],
      stroke(palette.ink, 0.9),
    ),
    { type: 'text', x: place.left, y: place.bottom - 2, anchor: 'start', runs, halo: palette.paper },
  ];
}

/** The ground and the heading of the "No date yet" column. */
export function drawWaitingColumn(left: number, right: number, frame: AxisFrame, setting: Setting): SceneNode[] {
  const { type, palette, words, measure } = setting;
  const heading = wrap([run(words.noDateYet, type.heading, palette.ink)], right - left - 8, measure);
  return [
    {
      type: 'rect',
      x: left,
      y: frame.line + 0.5,
      width: right - left,
      height: frame.bottom - frame.line - 0.5,
      fill: flat(palette.sunken),
    },
    ...heading.map(({ runs }, index): SceneNode => ({
      type: 'text',
      x: left + 8,
      y: frame.line - headingRise + index * 11,
      anchor: 'start',
      runs,
    })),
  ];
}

function widthOfPiece(piece: AxisPiece): number {
  return piece.right - piece.left;
}

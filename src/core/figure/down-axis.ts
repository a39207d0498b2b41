import { breaksOf, monthsLeftOut, xOf, type AxisPiece, type TimeAxis } from '#core/figure/axis';
import { lengthInWords, shorterHeadings } from '#core/figure/axis-drawing';
import { polyline, stroke, type SceneNode, type TextNode } from '#core/figure/scene';
import type { Setting } from '#core/figure/setting';
import { run, wrap } from '#core/figure/text-setting';
import type { DateLanguage } from '#core/dates/date-language';
import { doMeet, type Box } from '#core/timeline/box';
import { ticksFor } from '#core/timeline/ticks';

/** Where an axis that runs down the page stands: its words from `left`, its line at `line`, the columns to `right`. */
export interface DownAxisFrame {
  readonly left: number;
  readonly line: number;
  readonly right: number;
}

/** The width of the words of the axis and its ticks. */
export const downAxisWidth = 54;
/** The shortest piece: room for a heading of two lines and a label. */
export const shortestPieceDown = 30;
/** The height of a break between two pieces, with the words that say how long it is. */
export const breakHeight = 26;
const lineHeight = 11;
const tickReach = 6;
/** Down the page a tick takes a line's height and not a word's width: it bears ticks as an axis this much longer would. */
export const tickStretch = 1.6;

/** A heading or tick label and the room that it takes. */
interface Placed {
  readonly node: TextNode;
  readonly box: Box;
}

/**
 * The axis down the page: headings at the left, ticks beside the line, rules across where a heading begins. `today` is
 * where its line crosses, or null; its words take precedence over ticks.
 */
export function drawDownAxis(
  axis: TimeAxis,
  frame: DownAxisFrame,
  today: { readonly y: number; readonly words: string } | null,
  setting: Setting,
): { axis: SceneNode[]; words: SceneNode[] } {
  const { palette, type, measure } = setting;
  const nodes: SceneNode[] = [];
  const placed: Placed[] = [];
  const put: Put = (text, x, y, font, anchor, isSure = false) => {
    const colour = font === 'heading' ? palette.ink : palette.faintInk;
    const width = measure(text, type[font]);
    const left = anchor === 'end' ? x - width : x;
    const box = { left: left - 2, right: left + width + 2, top: y - 8.5, bottom: y + 3 };
    if (!isSure && (box.bottom > axis.right + 5 || placed.some((other) => doMeet(other.box, box)))) return;
    placed.push({ node: { type: 'text', x, y, anchor, runs: [run(text, type[font], colour)] }, box });
  };

  for (const piece of axis.pieces) nodes.push(...drawHeadings(piece, axis, frame, setting, put));
  if (today !== null) {
    const lines = wrap([run(today.words, type.tick, palette.faintInk)], downAxisWidth - 8, measure);
    const height = (lines.length - 1) * 9.5;
    // Beneath the line, or as near to it as headings leave room.
    const offsets = [9.5, 20, 31, -4 - height, -15 - height, -26 - height];
    const isFree = (offset: number) => {
      const box = {
        left: frame.left,
        right: frame.line - 8,
        top: today.y + offset - 8.5,
        bottom: today.y + offset + height + 3,
      };
      return box.bottom <= axis.right + 5 && placed.every((other) => !doMeet(other.box, box));
    };
    const offset = offsets.find(isFree);
    for (const [index, { runs }] of offset === undefined ? [] : lines.entries()) {
      const y = today.y + (offset ?? 0) + index * 9.5;
      put(runs.map(({ text }) => text).join(''), frame.left, y, 'tick', 'start', true);
    }
  }
  const lengths = monthsLeftOut(axis);
  const breaks = breaksOf(axis);
  for (const [index, y] of breaks.entries()) {
    put(lengthInWords(lengths[index] ?? 0, setting), frame.left, y + 3, 'tick', 'start');
  }
  for (const piece of axis.pieces) nodes.push(...drawTicks(piece, axis, frame, setting, put));
  const ends = [...breaks.flatMap((y) => [y - 3, y + 3]), axis.right];
  const starts = [axis.left, ...breaks];
  nodes.push(
    ...starts.map((from, index) => {
      const points = [
        { x: frame.line, y: index === 0 ? from : from + 3 },
        { x: frame.line, y: ends[index * 2] ?? axis.right },
      ];
      return polyline(points, stroke(palette.faintInk, 0.8));
    }),
    ...breaks.flatMap((y) =>
      [-3, 3].map((side) => {
        const points = [
          { x: frame.line - 4.5, y: y + side + 2 },
          { x: frame.line + 4.5, y: y + side - 2 },
        ];
        return polyline(points, stroke(palette.ink, 0.8));
      }),
    ),
  );
  return { axis: nodes, words: placed.map(({ node }) => node) };
}

/** Sets a text unless it meets one that stands already; `isSure` spares the look. */
type Put = (
  text: string,
  x: number,
  y: number,
  font: 'heading' | 'tick',
  anchor: 'start' | 'end',
  isSure?: boolean,
) => void;

function drawHeadings(piece: AxisPiece, axis: TimeAxis, frame: DownAxisFrame, setting: Setting, put: Put): SceneNode[] {
  const { palette, measure, type, words } = setting;
  const height = piece.right - piece.left;
  const isBackground = height <= shortestPieceDown + 0.01;
  const { major } = isBackground
    ? { major: [{ ms: piece.from, label: shorterHeadings(piece, setting)[0] ?? '' }] }
    : ticksFor(piece.from, piece.to, height * tickStretch, withShortMonths(words.dates));
  const rules: SceneNode[] = [];
  for (const [index, tick] of major.entries()) {
    const y = xOf(axis, Math.max(tick.ms, piece.from));
    if (tick.ms > piece.from && tick.ms < piece.to) {
      const points = [
        { x: frame.left, y },
        { x: frame.right, y },
      ];
      rules.push(polyline(points, stroke(palette.rule, 0.6)));
    }
    const label = tick.label === '' && index === 0 ? (shorterHeadings(piece, setting)[0] ?? '') : tick.label;
    const next = major[index + 1];
    const room = (next === undefined ? piece.right : xOf(axis, next.ms)) - y;
    if (label === '') continue;
    const lines = wrap([run(label, type.heading, palette.ink)], downAxisWidth - 8, measure);
    if (lines.length * lineHeight > Math.max(room, shortestPieceDown) + 2) continue;
    if (y + 2 + lines.length * lineHeight > axis.right + 2) continue;
    for (const [row, { runs }] of lines.entries()) {
      put(runs.map(({ text }) => text).join(''), frame.left, y + 10.5 + row * lineHeight, 'heading', 'start', row > 0);
    }
  }
  return rules;
}

function drawTicks(piece: AxisPiece, axis: TimeAxis, frame: DownAxisFrame, setting: Setting, put: Put): SceneNode[] {
  const height = piece.right - piece.left;
  if (height <= shortestPieceDown + 0.01) return [];
  const { major, minor } = ticksFor(piece.from, piece.to, height * tickStretch, withShortMonths(setting.words.dates));
  const headed = new Set(major.map((tick) => tick.ms));
  return minor.flatMap((tick) => {
    if (headed.has(tick.ms)) return [];
    const y = xOf(axis, tick.ms);
    if (y < piece.left + 2 || y > piece.right - 2) return [];
    if (tick.label !== '') put(tick.label, frame.line - tickReach - 3, y + 2.8, 'tick', 'end');
    const points = [
      { x: frame.line - tickReach, y },
      { x: frame.line, y },
    ];
    return [polyline(points, stroke(setting.palette.faintInk, 0.7))];
  });
}

/** The column of the axis is narrow: its headings are cut short. */
function withShortMonths(dates: DateLanguage): DateLanguage {
  return {
    ...dates,
    month: (month) => dates.month(month, 'short'),
    monthOfYear: (month, year) => dates.monthOfYear(month, year, 'short'),
    dayOfMonth: (day) => dates.dayOfMonth(day, 'short'),
    day: (day, year) => dates.day(day, year, 'short'),
  };
}

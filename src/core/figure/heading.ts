import type { Entry } from '#core/figure/entries';
import { drawGlyph } from '#core/figure/glyph-drawing';
import type { Palette } from '#core/figure/palette';
import type { Setting } from '#core/figure/setting';
import type { TypeScale } from '#core/figure/page';
import { at, flat, stroke, type MeasureText, type SceneNode } from '#core/figure/scene';
import { run, wrap } from '#core/figure/text-setting';
import type { FigureWords } from '#core/figure/words/figure-words';
import { eventKinds } from '#core/model/event';

/** A part of the page that is as tall as what it holds. */
export interface Block {
  readonly nodes: readonly SceneNode[];
  readonly bottom: number;
}

/** The head of the page and how many lines its two parts took. */
export interface Heading extends Block {
  readonly titleLines: number;
  readonly standfirstLines: number;
}

/** Lines longer than this are hard to follow from one to the next. */
const widestStandfirst = 760;

/** Title and standfirst from the top of the page. */
export function drawHeading(
  text: { title: string; standfirst: string },
  frame: { left: number; width: number; top: number },
  { type, palette, measure }: Setting,
): Heading {
  const { titleLeading, standfirstLeading } = type;
  const gap = standfirstLeading * 0.36 + type.title.size * 0.55;
  const title = wrap([run(text.title, type.title, palette.ink)], frame.width, measure);
  const standfirst = wrap(
    [run(text.standfirst, type.standfirst, palette.quietInk)],
    Math.min(frame.width, widestStandfirst),
    measure,
  );
  const firstTitle = frame.top + type.title.size * 0.74;
  const lastTitle = firstTitle + (title.length - 1) * titleLeading;
  const nodes: SceneNode[] = [
    ...title.map(({ runs }, index) => textAt(frame.left, firstTitle + index * titleLeading, runs)),
    ...standfirst.map(({ runs }, index) => textAt(frame.left, lastTitle + gap + index * standfirstLeading, runs)),
  ];
  const bottom =
    standfirst.length === 0 ? lastTitle + 4 : lastTitle + gap + (standfirst.length - 1) * standfirstLeading + 4;
  return { nodes, bottom, titleLines: title.length, standfirstLines: standfirst.length };
}

/** What the marks and fills mean: only those that occur. */
export function drawLegend(
  entries: readonly Entry[],
  frame: { left: number; width: number; top: number },
  setting: Setting,
): Block {
  const { type, palette, measure, words } = setting;
  if (!setting.show.legend) return { nodes: [], bottom: frame.top };
  const lines = legendLines(kindKeys(entries, palette, words), fillKeys(entries, palette, words), frame.width, setting);
  const nodes = lines.flatMap(({ keys, gap }, index) => {
    const y = frame.top + 5 + index * 15;
    let x = frame.left;
    return keys.flatMap((key) => {
      const text = textAt(x + key.width + keyGap, y + 3, [run(key.words, type.detail, palette.quietInk)]);
      const drawn = [...key.draw(x, y), text];
      x += widthOfKey(key, measure, type) + gap;
      return drawn;
    });
  });
  return { nodes, bottom: lines.length === 0 ? frame.top : frame.top + 10 + (lines.length - 1) * 15 };
}

const keyGap = 4;
/** Between two keys: at its best, and as little as still parts them. */
const legendGaps = [14, 11, 8] as const;

interface LegendLine {
  readonly keys: readonly Key[];
  readonly gap: number;
}

/** All keys on one line where they fit, else kinds over fills, else as many to a line as it holds. */
function legendLines(
  kinds: readonly Key[],
  fills: readonly Key[],
  width: number,
  { measure, type }: Setting,
): LegendLine[] {
  const widthOf = (keys: readonly Key[], gap: number) =>
    keys.reduce((sum, key) => sum + widthOfKey(key, measure, type) + gap, -gap);
  const fitting = (keys: readonly Key[]) => legendGaps.find((gap) => widthOf(keys, gap) <= width);
  const all = [...kinds, ...fills];
  const gap = fitting(all);
  if (gap !== undefined) return all.length === 0 ? [] : [{ keys: all, gap }];
  const parts = [kinds, fills].filter((keys) => keys.length > 0);
  const closest = legendGaps[1];
  if (parts.every((keys) => widthOf(keys, closest) <= width)) return parts.map((keys) => ({ keys, gap: closest }));
  // As few lines as hold them, and those as even as that allows.
  const filled = (most: number) =>
    all.reduce<Key[][]>((lines, key) => {
      const line = lines.at(-1);
      if (line !== undefined && widthOf([...line, key], closest) <= most) line.push(key);
      else lines.push([key]);
      return lines;
    }, []);
  const fewest = filled(width).length;
  const narrower = [0.6, 0.7, 0.8, 0.9, 1].map((share) => share * width);
  const even = filled(narrower.find((most) => filled(most).length === fewest) ?? width);
  return even.map((keys) => ({ keys, gap: closest }));
}

function widthOfKey(key: Key, measure: MeasureText, type: TypeScale): number {
  return key.width + keyGap + measure(key.words, type.detail);
}

interface Key {
  readonly words: string;
  readonly width: number;
  /** Draws the sign from `x`, around the height `y`. */
  readonly draw: (x: number, y: number) => SceneNode[];
}

function kindKeys(entries: readonly Entry[], palette: Palette, words: FigureWords): Key[] {
  const present = eventKinds.filter((kind) => entries.some(({ event }) => event.kind === kind));
  return present.map((kind) => ({
    words: words.kinds[kind],
    width: 10,
    draw: (x, y) => drawGlyph({ kind, shown: 'confirmed', isPlanned: false }, { x: x + 5, y }, 10, palette),
  }));
}

function fillKeys(entries: readonly Entry[], palette: Palette, words: FigureWords): Key[] {
  const { ink, quietInk, paper } = palette;
  const isShown = (shown: string) => entries.some(({ standing }) => standing.shown === shown);
  const isVague = ({ placement }: Entry) =>
    placement?.nature === 'moment' && (placement.edge.precision !== 'day' || placement.edge.isApproximate);
  const isRuled = ({ due }: Entry) => due?.state === 'dated' && due.derived;
  const square =
    (pen: Parameters<typeof stroke>[2]) =>
    (x: number, y: number): SceneNode[] => [
      {
        type: 'rect',
        x: x + 0.6,
        y: y - 4.2,
        width: 8.4,
        height: 8.4,
        fill: flat(paper),
        stroke: stroke(quietInk, 1.2, pen),
      },
    ];
  const keys: (Key | false)[] = [
    entries.some((entry) => isVague(entry) && !isRuled(entry)) && {
      words: words.legend.dayNotKnown,
      width: 24,
      draw: (x, y) => [{ type: 'rect', x, y: y - 5, width: 24, height: 10, fill: softSample(x, ink) }],
    },
    isShown('disputed') && {
      words: words.standings.disputed,
      width: 24,
      draw: (x, y) => [hatchSample(x, y, quietInk)],
    },
    entries.some(isRuled) && {
      words: words.legend.fromRule,
      width: 24,
      draw: (x, y) => [
        { type: 'rect', x: x + 0.5, y: y - 4.5, width: 23, height: 9, stroke: stroke(quietInk, 1, { dash: [3, 2] }) },
      ],
    },
    isShown('reported') && { words: words.legend.reported, width: 10, draw: square({}) },
    entries.some(({ isPlanned }) => isPlanned) && { words: words.planned, width: 10, draw: square({ dash: [2, 1.6] }) },
    isShown('unsourced') && { words: words.standings.unsourced, width: 10, draw: square({ dash: [0.8, 1.4] }) },
    isShown('retracted') && {
      words: words.standings.retracted,
      width: 10,
      draw: (x, y) => [
        ...square({})(x, y),
        { type: 'path', data: `M${at(x)} ${at(y + 5)}L${at(x + 9.6)} ${at(y - 5)}`, stroke: stroke(quietInk, 1.2) },
      ],
    },
  ];
  return keys.filter((key) => key !== false);
}

function softSample(x: number, colour: string) {
  const stops = [
    { offset: 0, colour, opacity: 0 },
    { offset: 0.3, colour, opacity: 0.28 },
    { offset: 0.7, colour, opacity: 0.28 },
    { offset: 1, colour, opacity: 0 },
  ];
  return { type: 'gradient', x1: x, y1: 0, x2: x + 24, y2: 0, stops } as const;
}

function hatchSample(x: number, y: number, colour: string): SceneNode {
  const strokes = [0, 5, 10, 15].map((step) => `M${at(x + step)} ${at(y + 4.5)}l9 -9`);
  return { type: 'path', data: strokes.join(''), stroke: stroke(colour, 1.1) };
}

function textAt(x: number, y: number, runs: Extract<SceneNode, { type: 'text' }>['runs']): SceneNode {
  return { type: 'text', x, y, anchor: 'start', runs };
}

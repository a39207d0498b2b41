/**
 * A figure as data: everything a writer of SVG, PNG or PDF needs and nothing that it has to decide. All lengths are in
 * points (1/72 inch), y grows downward, and every coordinate is absolute. Patterns are plain lines and clipped shapes
 * are drawn as their own outlines, so that the only paints are flat colours and linear gradients, which every output
 * format can show.
 */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly language: string;
  readonly title: string;
  /** The whole figure in words, in reading order, for those who cannot see it. */
  readonly description: string;
  readonly groups: readonly SceneGroup[];
}

/** A named part of the figure: the heading, the axis, one lane. Editors show groups as layers. */
export interface SceneGroup {
  readonly name: string;
  readonly nodes: readonly SceneNode[];
}

/** Anything that a figure is drawn with; what comes later lies on top. */
export type SceneNode = RectNode | PathNode | TextNode;

/** A rectangle from its top left corner, with corners rounded by `radius`. */
export interface RectNode {
  readonly type: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius?: number;
  readonly fill?: Paint;
  readonly stroke?: Stroke;
}

/** Lines and curves. */
export interface PathNode {
  readonly type: 'path';
  /** SVG path data, in points, before `place`. */
  readonly data: string;
  /** Where the path's own origin falls, and how much it is scaled; strokes scale with it. */
  readonly place?: Placement;
  readonly fill?: Paint;
  readonly stroke?: Stroke;
}

/** A shift in points, then a scale. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** One line of text. */
export interface TextNode {
  readonly type: 'text';
  /** Where the text begins, is centred or ends, by `anchor`, on its baseline. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
  readonly runs: readonly TextRun[];
  /** The colour of a 3 pt outline under the letters that keeps the rules behind them away. */
  readonly halo?: string;
}

/** Text in one font and colour. */
export interface TextRun {
  readonly text: string;
  readonly font: Font;
  readonly colour: string;
  /** How far the run stands above the baseline: superscripts. */
  readonly rise: number;
  /** The numbers of the sources that a superscript cites. */
  readonly cites?: readonly number[];
  /** The word that was broken at the end of this run, whole, where no line was wide enough for it. */
  readonly brokenWord?: string;
}

/** A font by what it is for: the writer of a format knows the families; `size` is in points. */
export interface Font {
  readonly family: 'sans' | 'serif';
  readonly weight: 400 | 500 | 600;
  readonly size: number;
}

/** The advance width of a text in a font, in points. Core knows no fonts: the host measures. */
export type MeasureText = (text: string, font: Font) => number;

/** What a shape is filled or a line is drawn with. */
export type Paint = FlatPaint | GradientPaint;

/** One colour, as a six-digit hexadecimal; opacity from 0 to 1. */
export interface FlatPaint {
  readonly type: 'flat';
  readonly colour: string;
  readonly opacity: number;
}

/** A linear gradient between two points in the coordinates of the shape that it paints. */
export interface GradientPaint {
  readonly type: 'gradient';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly stops: readonly GradientStop[];
}

/** A colour at a place of a gradient; opacity from 0 to 1. */
export interface GradientStop {
  /** From 0 at the first point to 1 at the second. */
  readonly offset: number;
  readonly colour: string;
  readonly opacity: number;
}

/** A pen; `width` is in points. Corners are round. */
export interface Stroke {
  readonly paint: Paint;
  readonly width: number;
  /** Lengths of dash and gap. */
  readonly dash?: readonly number[];
  readonly cap?: 'round';
}

/** A flat paint. */
export function flat(colour: string, opacity = 1): FlatPaint {
  return { type: 'flat', colour, opacity };
}

/** A flat stroke. */
export function stroke(colour: string, width: number, more: Pick<Stroke, 'dash' | 'cap'> = {}): Stroke {
  return { paint: flat(colour), width, ...more };
}

/** A stroked line through the given points. */
export function polyline(points: readonly Point[], pen: Stroke): PathNode {
  const data = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${at(point.x)} ${at(point.y)}`).join('');
  return { type: 'path', data, stroke: pen };
}

/** A place on the page, in points from its top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A coordinate as it is written in path data: at most two decimals. */
export function at(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

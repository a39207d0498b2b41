import { counted } from '#core/counted';
import type { Drawable } from '#core/timeline/drawable';

/** Tells how wide a text is set on the canvas, in pixels. */
export type MeasureText = (text: string, role: 'name' | 'detail') => number;

/** Which words labels carry. */
export type LabelStyle = 'title-and-date' | 'title';

/** Which words labels carry, and how wide these are. */
export interface LabelWords {
  readonly labels: LabelStyle;
  readonly measure: MeasureText;
}

/** The words of one label as they are set, and how wide they are together, glyph included where it stands among them. */
export interface LabelText {
  readonly name: string;
  /** Empty where there is no room or no wish for it. */
  readonly detail: string;
  /** "5 provisions"; empty where there are none, or no room. */
  readonly pill: string;
  readonly width: number;
  /** Of that, glyph and name. */
  readonly nameWidth: number;
}

/** Between a glyph, a name, a detail and a pill. */
const labelGap = 7;
const glyphWidth = 14;
/** A pill's padding, border and chevron. */
const pillFrame = 35;
/** A name cut shorter than this says nothing. */
const shortestCut = 8;

/** What a document's pill says; empty for anything else. */
function pillOf(drawable: Drawable): string {
  const { provisionCount } = drawable;
  return provisionCount === 0 ? '' : counted(provisionCount, 'provision');
}

/**
 * The most of a label that fits in `room` pixels: the date goes first, then the pill, then the end of the name, whole words
 * at a time. Null where not even a few words of the name fit.
 */
export function fitLabel(
  drawable: Drawable,
  room: number,
  { labels, measure }: LabelWords,
  hasGlyph: boolean,
): LabelText | null {
  const set = (name: string, after: string, mark: string) => setLabel(name, after, mark, hasGlyph, measure);
  const detail = labels === 'title' ? '' : drawable.detail;
  const pill = pillOf(drawable);
  for (const label of [set(drawable.name, detail, pill), set(drawable.name, '', pill), set(drawable.name, '', '')]) {
    if (label.width <= room) return label;
  }
  for (const name of cutNames(drawable.name)) {
    const label = set(name, '', '');
    if (label.width <= room) return label;
  }
  return null;
}

/** A label of just these words. */
export function setLabel(
  name: string,
  detail: string,
  pill: string,
  hasGlyph: boolean,
  measure: MeasureText,
): LabelText {
  const nameWidth = (hasGlyph ? glyphWidth + labelGap : 0) + measure(name, 'name');
  const width =
    nameWidth +
    (detail === '' ? 0 : labelGap + measure(detail, 'detail')) +
    (pill === '' ? 0 : labelGap + measure(pill, 'detail') + pillFrame);
  return { name, detail, pill, width, nameWidth };
}

/** The name with ever fewer of its last words. */
function cutNames(name: string): string[] {
  const words = name.split(' ');
  return words
    .map((_, index) => words.slice(0, words.length - 1 - index).join(' '))
    .filter((cut) => cut.length >= shortestCut)
    .map((cut) => `${cut.replace(/[,;:–-]+$/, '')}…`);
}

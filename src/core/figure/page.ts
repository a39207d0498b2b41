import type { Font } from '#core/figure/scene';
import type { Figure, FigurePreset } from '#core/model/view';

/** Points to a millimetre. */
export const pointsPerMillimetre = 72 / 25.4;

/** The sizes of type on a page, and the distance of lines where it is not that of labels. */
export interface TypeScale {
  readonly title: Font;
  readonly titleLeading: number;
  readonly standfirst: Font;
  readonly standfirstLeading: number;
  readonly lane: Font;
  readonly heading: Font;
  readonly label: Font;
  readonly labelDetail: Font;
  readonly detail: Font;
  readonly tick: Font;
  readonly note: Font;
  readonly noteNumber: Font;
  readonly superscript: Font;
}

/**
 * The sheet that a figure is laid out on. Layout counts in units of a tenth of the label's size, so that a slide and a
 * column share one geometry; the finished scene is then scaled by `unit`, the points to a unit. All other lengths here
 * are in units.
 */
export interface Page {
  readonly unit: number;
  readonly width: number;
  /** Null where the height follows from what must fit, up to `tallest`. */
  readonly height: number | null;
  readonly tallest: number;
  readonly margin: number;
  readonly flow: 'across' | 'down';
  readonly type: TypeScale;
}

interface Sizes {
  readonly title: readonly [size: number, leading: number];
  readonly standfirst: readonly [size: number, leading: number];
  readonly lane: number;
  readonly label: number;
  readonly detail: number;
  readonly tick: number;
  readonly note: number;
  readonly superscript: number;
}

/** In points; nothing but superscripts is set smaller than 6.5. */
const sizes = {
  slide: {
    title: [27, 31.5],
    standfirst: [12.5, 17],
    lane: 10.5,
    label: 10,
    detail: 9,
    tick: 8.5,
    note: 8,
    superscript: 7,
  },
  sheet: {
    title: [24, 28],
    standfirst: [10.5, 15],
    lane: 9.5,
    label: 8.5,
    detail: 8,
    tick: 7.5,
    note: 7,
    superscript: 6,
  },
  column: {
    title: [14, 17],
    standfirst: [8.5, 11.5],
    lane: 8,
    label: 7.5,
    detail: 7,
    tick: 6.5,
    note: 6.5,
    superscript: 5.5,
  },
  // A card is looked at on a telephone, at a third of its size.
  card: {
    title: [33, 38],
    standfirst: [15, 20],
    lane: 12.5,
    label: 12,
    detail: 11,
    tick: 10.5,
    note: 9.5,
    superscript: 8.5,
  },
} as const satisfies Record<string, Sizes>;

interface Sheet {
  readonly width: number;
  readonly height: number | null;
  readonly margin: number;
  readonly flow: 'across' | 'down';
  readonly sizes: keyof typeof sizes;
}

const a4 = { short: 210 * pointsPerMillimetre, long: 297 * pointsPerMillimetre };
/** The tallest that a figure in a newspaper's column grows. */
const tallestColumn = 270 * pointsPerMillimetre;

const sheets: Readonly<Record<Exclude<FigurePreset, 'custom'>, Sheet>> = {
  slide: { width: 960, height: 540, margin: 36, flow: 'across', sizes: 'slide' },
  'a4-portrait': { width: a4.short, height: a4.long, margin: 40, flow: 'down', sizes: 'sheet' },
  'a4-landscape': { width: a4.long, height: a4.short, margin: 40, flow: 'across', sizes: 'sheet' },
  'letter-portrait': { width: 612, height: 792, margin: 40, flow: 'down', sizes: 'sheet' },
  'letter-landscape': { width: 792, height: 612, margin: 40, flow: 'across', sizes: 'sheet' },
  column: { width: 90 * pointsPerMillimetre, height: null, margin: 0, flow: 'down', sizes: 'column' },
  'two-columns': { width: 190 * pointsPerMillimetre, height: null, margin: 0, flow: 'down', sizes: 'sheet' },
  square: { width: 810, height: 810, margin: 48, flow: 'down', sizes: 'card' },
};

/** The page that a figure asks for. */
export function pageFor({ preset, options }: Pick<Figure, 'preset' | 'options'>): Page {
  const sheet = preset === 'custom' ? customSheet(options.size ?? { width: 960, height: 540 }) : sheets[preset];
  const chosen = sizes[sheet.sizes];
  const unit = chosen.label / 10;
  return {
    unit,
    width: sheet.width / unit,
    height: sheet.height === null ? null : sheet.height / unit,
    tallest: (sheet.height ?? tallestColumn) / unit,
    margin: sheet.margin / unit,
    flow: options.flow ?? sheet.flow,
    type: typeScale(chosen, unit),
  };
}

function customSheet({ width, height }: { width: number; height: number }): Sheet {
  const flow = height > width * 1.1 ? 'down' : 'across';
  const size = width >= 880 ? 'slide' : width >= 480 ? 'sheet' : 'column';
  return { width, height, margin: Math.min(36, Math.round(width / 26)), flow, sizes: size };
}

function typeScale(points: Sizes, unit: number): TypeScale {
  const sans = (weight: Font['weight'], size: number): Font => ({ family: 'sans', weight, size: size / unit });
  return {
    title: { family: 'serif', weight: 600, size: points.title[0] / unit },
    titleLeading: points.title[1] / unit,
    standfirst: sans(400, points.standfirst[0]),
    standfirstLeading: points.standfirst[1] / unit,
    lane: sans(600, points.lane),
    heading: sans(600, points.label),
    label: sans(500, points.label),
    labelDetail: sans(400, points.label),
    detail: sans(400, points.detail),
    tick: sans(400, points.tick),
    note: sans(400, points.note),
    noteNumber: sans(600, points.note),
    superscript: sans(400, points.superscript),
  };
}

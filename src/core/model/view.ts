import * as v from 'valibot';
import { locales } from '#core/dates/languages';
import { Day, EdtfDate } from '#core/model/date';
import { eventKinds } from '#core/model/event';
import { Id, Line, Prose, uniqueById } from '#core/model/text';

/** Standing as filters and keys group it; the seven computed standings fall into these. */
export const shownStandings = ['confirmed', 'reported', 'disputed', 'unsourced', 'retracted'] as const;
/** One of `shownStandings`. */
export type ShownStanding = (typeof shownStandings)[number];

/** What the lanes of a timeline can stand for. */
export const groupings = ['track', 'kind', 'actor', 'place', 'tag', 'standing'] as const;
/** One of `groupings`. */
export type Grouping = (typeof groupings)[number];

/**
 * Which events to show. In each list, null restricts nothing and an empty list lets nothing through; within a list any
 * match is enough, and all lists must match together.
 */
export const Filters = v.strictObject({
  kinds: v.nullable(v.array(v.picklist(eventKinds))),
  standings: v.nullable(v.array(v.picklist(shownStandings))),
  /** True shows only what is planned, false only what is not. */
  planned: v.nullable(v.boolean()),
  actors: v.nullable(v.array(Id)),
  sources: v.nullable(v.array(Id)),
  tracks: v.nullable(v.array(Id)),
  tags: v.nullable(v.array(Line)),
  /** True shows only what one independent source alone carries, false only the rest. */
  singleSource: v.nullable(v.boolean()),
  /** Only what may have happened, or been in force, on a day before this one; what has no date does not. */
  before: v.nullable(Day),
  /** Only what may have happened, or been in force, on a day after this one; what has no date does not. */
  after: v.nullable(Day),
  /** Words that must all be found, with the tolerance of the search. */
  text: v.nullable(Line),
});
export type Filters = v.InferOutput<typeof Filters>;

/** Lets every event through. */
export const noFilters: Filters = {
  kinds: null,
  standings: null,
  planned: null,
  actors: null,
  sources: null,
  tracks: null,
  tags: null,
  singleSource: null,
  before: null,
  after: null,
  text: null,
};

/** A saved look at the dossier; views stand in ascending `order`. */
export const View = v.strictObject({
  id: Id,
  name: Line,
  order: v.pipe(v.number('must be a number'), v.safeInteger('must be a whole number')),
  filters: Filters,
  grouping: v.picklist(groupings),
  /** First and last day shown; null shows everything. */
  window: v.nullable(v.strictObject({ from: Day, to: Day })),
  asKnownOn: v.nullable(Day),
});
export type View = v.InferOutput<typeof View>;

/** The pages a figure can be laid out for. */
export const figurePresets = [
  'slide',
  'a4-portrait',
  'a4-landscape',
  'letter-portrait',
  'letter-landscape',
  'column',
  'two-columns',
  'square',
  'custom',
] as const;
/** One of `figurePresets`. */
export type FigurePreset = (typeof figurePresets)[number];

/** The colours a figure can be drawn in. */
export const figureThemes = ['light', 'dark', 'grey', 'ink'] as const;
/** One of `figureThemes`. */
export type FigureTheme = (typeof figureThemes)[number];

/** The shortest and the longest side of a page in points (1/72 inch): from an inch to the 200 at which a PDF page ends. */
export const pageSideLimits = { least: 72, most: 14_400 } as const;
const PageSide = v.pipe(
  v.number('must be a number'),
  v.minValue(pageSideLimits.least),
  v.maxValue(pageSideLimits.most),
);

/** How one event is worded and ordered in one figure alone; null keeps what the dossier has. */
const FigureWording = v.strictObject({
  event: Id,
  label: v.nullable(Line),
  /** Where the event stands among those of one lane: low numbers first, those without one after them by date. */
  order: v.nullable(v.pipe(v.number('must be a number'), v.safeInteger('must be a whole number'))),
});

/** A remark that an editor sets in a figure: at a date, or without one in a panel of its own. */
const FigureAnnotation = v.strictObject({ id: Id, date: v.nullable(EdtfDate), text: Prose });

/** A named export: what it shows, on what page, and the wording that holds for this figure alone. */
export const Figure = v.strictObject({
  id: Id,
  name: Line,
  view: v.nullable(Id),
  preset: v.picklist(figurePresets),
  title: v.nullable(Line),
  standfirst: v.nullable(Prose),
  wording: v.array(FigureWording),
  annotations: uniqueById(FigureAnnotation),
  options: v.strictObject({
    /** Page size in points (1/72 inch), for the custom preset. */
    size: v.nullable(v.strictObject({ width: PageSide, height: PageSide })),
    theme: v.picklist(figureThemes),
    /** A tag of BCP 47 for dates and the figure's own words. */
    locale: v.picklist(locales, `must be one of ${locales.join(', ')}`),
    from: v.nullable(Day),
    to: v.nullable(Day),
    /** Whether time runs across the page or down it; null takes what suits the page. */
    flow: v.nullable(v.picklist(['across', 'down'])),
    /** The lanes shown, in their order, by the id of their track or actor or by their kind; null shows all. */
    lanes: v.nullable(v.array(Line)),
    /** Joins all lanes into one line. */
    isSingleLine: v.boolean(),
    /** Gives crowded stretches of time more room than empty ones. */
    isRoomy: v.boolean(),
    /** Leaves dates and details out of labels. */
    isBrief: v.boolean(),
    show: v.strictObject({
      legend: v.boolean(),
      notes: v.boolean(),
      grades: v.boolean(),
      stances: v.boolean(),
      undated: v.boolean(),
      today: v.boolean(),
      /** Lines between events. */
      relations: v.boolean(),
    }),
  }),
});
export type Figure = v.InferOutput<typeof Figure>;

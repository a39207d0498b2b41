import { dayMs, parseDay } from '#core/dates/calendar-day';
import { placementOf } from '#core/dates/deadline';
import type { Extent } from '#core/dates/extent';
import type { FigureSelection } from '#core/figure/entries';
import type { FigureOptions } from '#core/figure/lay-out';
import { pageFor } from '#core/figure/page';
import type { Dossier } from '#core/model/dossier';
import type { Figure, FigurePreset, View } from '#core/model/view';
import { ParleyError } from '#core/parley-error';
import { compileFilters } from '#core/query/filter';

/** Which events a figure shows, and how it groups them: a saved view, or what a window shows. */
export type FigureLook = Pick<View, 'filters' | 'grouping' | 'window'>;

/** A figure before anything is chosen, on a page. */
export function blankFigure(id: string, name: string, preset: FigurePreset): Figure {
  return {
    id,
    name,
    view: null,
    preset,
    title: null,
    standfirst: null,
    wording: [],
    annotations: [],
    options: {
      size: null,
      theme: 'light',
      locale: 'en-GB',
      from: null,
      to: null,
      flow: null,
      lanes: null,
      isSingleLine: false,
      isRoomy: false,
      isBrief: false,
      show: { legend: true, notes: true, grades: true, stances: true, undated: true, today: true, relations: true },
    },
  };
}

/**
 * What `layOut` takes, from a named figure and the look that it shows, on the day `today` (UTC midnight in milliseconds).
 * Throws a ParleyError, `usage`, for a range that ends before it begins.
 */
export function figureInput(
  dossier: Dossier,
  figure: Figure,
  look: FigureLook,
  today: number,
): { selection: FigureSelection; options: FigureOptions } {
  const { options, wording } = figure;
  const worded = withWording(dossier, wording);
  const matches = compileFilters(look.filters, worded, today);
  return {
    selection: {
      dossier: worded,
      events: [...worded.events.values()].filter(matches),
      range: rangeOf(worded, figure, look),
      grouping: look.grouping,
      lanes: options.lanes,
      isSingleLine: options.isSingleLine,
      isRoomy: options.isRoomy,
      order: new Map(wording.flatMap(({ event, order }) => (order === null ? [] : [[event, order]]))),
      annotations: figure.annotations,
      today,
    },
    options: {
      page: pageFor(figure),
      title: figure.title,
      standfirst: figure.standfirst,
      theme: options.theme,
      locale: options.locale,
      isBrief: options.isBrief,
      show: options.show,
    },
  };
}

/** The dossier with the labels that hold for one figure. */
function withWording(dossier: Dossier, wording: Figure['wording']): Dossier {
  const relabelled = wording.flatMap(({ event: id, label }) => {
    const event = dossier.events.get(id);
    return event === undefined || label === null ? [] : [[id, { ...event, label }] as const];
  });
  if (relabelled.length === 0) return dossier;
  return { ...dossier, events: new Map([...dossier.events, ...relabelled]) };
}

/** The figure's own days, else the look's; a side left out reaches as far as the dossier's dates do. */
function rangeOf(dossier: Dossier, { options }: Figure, look: FigureLook): Extent | null {
  const from = options.from ?? look.window?.from ?? null;
  const to = options.to ?? look.window?.to ?? null;
  if (from === null && to === null) return null;
  const bounds = { from: from === null ? null : parseDay(from), to: to === null ? null : parseDay(to) + dayMs };
  let [first, last] = [bounds.from ?? Infinity, bounds.to ?? -Infinity];
  if (bounds.from === null || bounds.to === null) {
    for (const event of dossier.events.values()) {
      const placement = placementOf(event, dossier.events);
      // What is too far away to be drawn takes no room either.
      const span = placement?.isDrawable === true ? placement.span : null;
      if (bounds.from === null) first = Math.min(first, span?.from ?? Infinity);
      if (bounds.to === null) last = Math.max(last, span?.to ?? span?.from ?? -Infinity);
    }
  }
  if (Number.isFinite(first) && Number.isFinite(last) && first < last) return { from: first, to: last };
  if (from !== null && to !== null && to < from) {
    throw new ParleyError({
      code: 'usage',
      message: `The figure's range ends on ${to}, before it begins on ${from}. Swap the two days.`,
    });
  }
  throw new ParleyError({ code: 'usage', message: 'No day lies in the figure’s range. Choose other days.' });
}

import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { View } from '#core/model/view';
import { ParleyError } from '#core/parley-error';
import { compileFilters } from '#core/query/filter';
import { foldText } from '#core/query/fold';
import { compareNames, placementOrder } from '#core/query/order';

/** The saved views in the order that their reader gave them. */
export function viewsInOrder({ views }: Pick<Dossier, 'views'>): View[] {
  return [...views.values()].sort((a, b) => a.order - b.order || compareNames(a.name, b.name));
}

/**
 * The view of an id or a name; a name in any case and with or without accents. Throws a ParleyError that names the views
 * there are.
 */
export function findView(dossier: Pick<Dossier, 'views'>, idOrName: string): View {
  const views = viewsInOrder(dossier);
  const wanted = foldText(idOrName.trim());
  const found =
    dossier.views.get(idOrName) ??
    views.find(({ name }) => name === idOrName) ??
    views.find(({ name }) => foldText(name) === wanted);
  if (found !== undefined) return found;
  const advice =
    views.length === 0
      ? 'This dossier has none: save one in the window, beside the filters.'
      : `This dossier has: ${views.map(({ name }) => `"${name}"`).join(', ')}.`;
  throw new ParleyError({ code: 'not-found', message: `There is no view "${idOrName}". ${advice}` });
}

/**
 * The events that pass a view's filters, in order of what places them, on the day `today` (UTC midnight in milliseconds).
 * The view's window says which part of time is in sight and takes no event away. For a view with an as-known date give
 * the dossier as it was known that day.
 */
export function eventsOfView({ filters }: Pick<View, 'filters'>, dossier: Dossier, today: number): DossierEvent[] {
  const matches = compileFilters(filters, dossier, today);
  return placementOrder([...dossier.events.values()].filter(matches), dossier.events);
}

import { placementOf } from '#core/dates/deadline';
import { dateInWords } from '#core/dates/words';
import type { Dossier } from '#core/model/dossier';
import type { Actor } from '#core/model/actor';
import type { Source } from '#core/model/source';
import { compareNames, placementOrder } from '#core/query/order';
import { actorTypeNames, outletOf } from '#core/query/vocabulary';
import { shortTitle } from '#renderer/state/record-names.ts';
import type { Choice } from '#renderer/ui/choice.ts';

/** The actors to choose from, with those that the form has just started. */
export function actorChoices(dossier: Dossier | null, added: readonly Actor[] = []): Choice[] {
  return [...(dossier?.actors.values() ?? []), ...added]
    .toSorted((a, b) => compareNames(a.name, b.name))
    .map((actor) => {
      const detail = [actor.country, actorTypeNames[actor.type].singular.toLowerCase()];
      return { id: actor.id, name: actor.name, detail: detail.filter((part) => part !== null).join(', ') };
    });
}

/** The sources to choose from, named by their outlets and told apart by their titles. */
export function sourceChoices(dossier: Dossier | null, added: readonly Source[] = []): Choice[] {
  return [...(dossier?.sources.values() ?? []), ...added]
    .map((source) => ({
      id: source.id,
      name: outletOf(source),
      detail: outletOf(source) === source.title ? null : source.title,
    }))
    .toSorted((a, b) => compareNames(a.name, b.name));
}

/** The events to choose from, in time order, without the one that is asking. */
export function eventChoices(dossier: Dossier | null, exceptId: string): Choice[] {
  if (dossier === null) return [];
  const others = [...dossier.events.values()].filter(({ id }) => id !== exceptId);
  return placementOrder(others, dossier.events).map((event) => {
    const reading = placementOf(event, dossier.events);
    return {
      id: event.id,
      name: shortTitle(event),
      detail: reading === null ? 'no date yet' : dateInWords(reading, 'short'),
      kind: event.kind,
    };
  });
}

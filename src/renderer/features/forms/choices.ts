import { placementOf } from '#core/dates/deadline';
import { dateInWords } from '#core/dates/words';
import type { Dossier } from '#core/model/dossier';
import type { Actor } from '#core/model/actor';
import type { Source } from '#core/model/source';
import { compareNames, placementOrder } from '#core/query/order';
import { actorTypeNames, outletOf } from '#core/query/vocabulary';
import { shortTitle } from '#renderer/state/record-names.ts';
import type { Choice } from '#renderer/ui/choice.ts';
import { counted } from '#core/counted';

/** The actors to choose from, with those that the form has just started. */
export function actorChoices(dossier: Dossier | null, added: readonly Actor[] = []): Choice[] {
  const uses = dossier === null ? new Map<string, number>() : usesOfActors(dossier);
  return [...(dossier?.actors.values() ?? []), ...added]
    .toSorted((a, b) => compareNames(a.name, b.name))
    .map((actor) => {
      const count = uses.get(actor.id) ?? 0;
      const type = actorTypeNames[actor.type].singular.toLowerCase();
      const detail = count === 0 ? type : `${type}, in ${counted(count, 'event')}`;
      return { id: actor.id, name: actor.name, detail, code: actor.country };
    });
}

function usesOfActors({ events }: Dossier): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { participants } of events.values()) {
    for (const { actor } of participants) uses.set(actor, (uses.get(actor) ?? 0) + 1);
  }
  return uses;
}

/** The sources to choose from, named by their outlets and told apart by their titles. */
export function sourceChoices(dossier: Dossier | null, added: readonly Source[] = []): Choice[] {
  return [...(dossier?.sources.values() ?? []), ...added]
    .map(sourceChoice)
    .toSorted((a, b) => compareNames(a.name, b.name));
}

/** A source as it stands in a list. */
export function sourceChoice(source: Source): Choice {
  const outlet = outletOf(source);
  return { id: source.id, name: outlet, detail: outlet === source.title ? null : source.title };
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

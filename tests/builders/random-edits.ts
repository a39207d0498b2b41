import type { Edit } from '#core/dossier/change';
import { planDeletion } from '#core/dossier/integrity';
import { type CollectionName, collectionNames, type Dossier } from '#core/model/dossier';
import type { Random } from './random';
import { buildClaim, buildEvent } from './records';
import { seededEvent } from './seeded-dossier';

/** Edits of the kinds a person makes, good and bad: an addition, a change of links, a deletion, planned or blunt. */
export function randomEdits(random: Random, dossier: Dossier, step: number | string): readonly Edit[] {
  const events = [...dossier.events.values()];
  const cast = {
    actors: [...dossier.actors.keys(), 'nobody'],
    sources: [...dossier.sources.keys()],
    tracks: [...dossier.tracks.keys()],
  };
  switch (random.whole(0, 4)) {
    case 0: {
      const event = seededEvent(random, `new-${step}`, cast, events);
      return [{ collection: 'events', id: event.id, before: dossier.events.get(event.id) ?? null, after: event }];
    }
    case 1: {
      const filled = collectionNames.filter((name) => dossier[name].size > 0);
      const collection: CollectionName = random.pick(filled);
      const id = random.pick([...dossier[collection].keys()]);
      const { edits } = planDeletion(dossier, collection, id);
      return edits;
    }
    case 2: {
      const [id, before] = random.pick([...dossier.actors]);
      return [{ collection: 'actors', id, before, after: null }];
    }
    case 3: {
      if (events.length === 0) return [];
      const before = random.pick(events);
      const after = { ...seededEvent(random, before.id, cast, events), id: before.id };
      return [{ collection: 'events', id: before.id, before, after }];
    }
    default: {
      if (events.length === 0) return [];
      const before = random.pick(events);
      const claims = [buildClaim({ text: 'Something else happened.' })];
      const from = { event: random.pick(events).id, moment: 'starts' as const };
      const rule = { relation: 'after' as const, offset: 'P1M', from, count: 'calendar' as const, calendar: null };
      const after = buildEvent({ kind: 'deadline', id: before.id, title: before.title, claims, rule });
      return [{ collection: 'events', id: before.id, before, after }];
    }
  }
}

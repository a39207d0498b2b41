import type { Actor } from '#core/model/actor';
import type { DossierEvent, EventKind } from '#core/model/event';
import type { Source } from '#core/model/source';
import type { Track } from '#core/model/track';

/** An event of a kind before anything is known of it. It is not valid yet: its title is empty and it has no date. */
export function blankEvent<K extends EventKind>(kind: K, id: string): Extract<DossierEvent, { kind: K }>;
export function blankEvent(kind: EventKind, id: string): DossierEvent {
  const common = {
    title: '',
    label: null,
    summary: null,
    date: null,
    undated: null,
    clock: null,
    place: null,
    tracks: [],
    tags: [],
    importance: 3,
    participants: [],
    claims: [],
    relations: [],
    notes: null,
  };
  switch (kind) {
    case 'meeting':
      return { id, kind, ...common, format: 'unknown' };
    case 'statement':
      return { id, kind, ...common, stance: null };
    case 'document':
      return { id, kind, ...common, status: 'draft', version: null, inForce: null, provisions: [] };
    case 'sanction':
      return { id, kind, ...common, programme: null, legalBasis: null };
    case 'waiver':
      return { id, kind, ...common, scope: null, inForce: null };
    case 'deadline':
      return { id, kind, ...common, rule: { on: '' }, outcome: 'open', clause: null };
    case 'action':
      return { id, kind, ...common };
  }
}

/** An actor before anything is known of them. It is not valid yet: its name is empty. */
export function blankActor(id: string): Actor {
  return {
    id,
    type: 'person',
    name: '',
    aliases: [],
    office: null,
    affiliations: [],
    country: null,
    identifiers: {},
    notes: null,
  };
}

/** A source before anything is known of it: a press article, ungraded. It is not valid yet: its title is empty. */
export function blankSource(id: string): Source {
  return {
    id,
    type: 'article-newspaper',
    origin: 'press',
    speaksFor: [],
    title: '',
    authors: [],
    publisher: null,
    published: null,
    accessed: null,
    url: null,
    archiveUrl: null,
    language: null,
    reliability: null,
    credibility: null,
    attachment: null,
    notes: null,
  };
}

/** A track before it has a name. It is not valid yet. */
export function blankTrack(id: string): Track {
  return { id, name: '', order: 0 };
}

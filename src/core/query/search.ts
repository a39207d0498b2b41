import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { citedSources } from '#core/query/references';

/** The words of a search text, folded for `matchesWords`. */
export function searchWords(text: string): string[] {
  return fold(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}

/**
 * Whether every one of some folded words occurs in an event, in any case and with or without accents, as a part of a word
 * or the whole: in its title, label, summary, notes, claims, quotes, provisions, place and tags, and in the names of its
 * actors, sources and tracks.
 */
export function matchesWords(event: DossierEvent, dossier: Dossier, words: readonly string[]): boolean {
  const haystack = haystackOf(event, dossier);
  return words.every((word) => haystack.includes(word));
}

type Names = Pick<Dossier, 'actors' | 'sources' | 'tracks'>;

const remembered = new WeakMap<DossierEvent, { readonly names: Names; readonly haystack: string }>();

/** What a search looks through for one event, remembered for as long as the event and the names stay the same. */
function haystackOf(event: DossierEvent, { actors, sources, tracks }: Dossier): string {
  const known = remembered.get(event);
  const isCurrent = known?.names.actors === actors && known.names.sources === sources && known.names.tracks === tracks;
  if (known !== undefined && isCurrent) return known.haystack;
  const names = { actors, sources, tracks };
  // A line break between two texts keeps a word from matching across them: words hold no white space.
  const haystack = fold([...ownTexts(event), ...namedTexts(event, names)].filter((text) => text !== null).join('\n'));
  remembered.set(event, { names, haystack });
  return haystack;
}

function ownTexts(event: DossierEvent): (string | null)[] {
  const { title, label, summary, notes, place, tags, claims } = event;
  const claimTexts = claims.flatMap((claim) => [
    claim.text,
    ...claim.citations.flatMap(({ quote, note }) => [quote, note]),
  ]);
  return [title, label, summary, notes, place?.name ?? null, ...tags, ...claimTexts, ...kindTexts(event)];
}

function kindTexts(event: DossierEvent): (string | null)[] {
  if (event.kind === 'document') {
    return event.provisions.flatMap(({ number, heading, text }) => [number, heading, text]);
  }
  if (event.kind === 'sanction') return [event.programme, event.legalBasis];
  return event.kind === 'waiver' ? [event.scope] : [];
}

function namedTexts(event: DossierEvent, { actors, sources, tracks }: Names): (string | null)[] {
  return [
    ...event.participants.flatMap(({ actor: id }) => {
      const actor = actors.get(id);
      return actor === undefined ? [] : [actor.name, ...actor.aliases];
    }),
    ...citedSources(event).flatMap((id) => {
      const source = sources.get(id);
      return source === undefined ? [] : [source.title, source.publisher];
    }),
    ...event.tracks.map((id) => tracks.get(id)?.name ?? null),
  ];
}

/** Lower case without accents: "Zelenskyy" finds "ZELENSKYÝ", "İstanbul" and "istanbul" are one. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\p{M}+/gu, '');
}

import type { Stance } from '#core/model/claim';
import type { Dossier } from '#core/model/dossier';
import type { Source } from '#core/model/source';
import { listInWords, outletOf } from '#core/query/vocabulary';
import type { Voice } from '#core/query/voices';

interface Verbs {
  readonly one: string;
  readonly several: string;
  /** What the press does: it passes on what others say. */
  readonly press: string;
}

const verbs: Readonly<Record<Stance, Verbs>> = {
  asserts: { one: 'says so', several: 'say so', press: 'reports it' },
  confirms: { one: 'confirms it', several: 'confirm it', press: 'confirms it' },
  disputes: { one: 'disputes it', several: 'dispute it', press: 'reports that it is disputed' },
  denies: { one: 'denies it', several: 'deny it', press: 'reports a denial' },
  'declines-to-comment': {
    one: 'declines to comment',
    several: 'decline to comment',
    press: 'reports that comment was declined',
  },
  retracts: { one: 'takes it back', several: 'take it back', press: 'takes its report back' },
};

/**
 * What one voice says of a claim: "Rustem Umerov denies it (Reuters)", "Reuters reports a denial". A source that speaks
 * for actors gives their own words; the press passes on those of others.
 */
export function voiceInWords({ citation, source }: Voice, dossier: Pick<Dossier, 'actors'>): string {
  const { one, several, press } = verbs[citation.stance];
  if (source.speaksFor.length > 0) {
    const names = actorNames(source.speaksFor, dossier);
    const voice = listInWords(names);
    return `${voice} ${names.length === 1 ? one : several} (${placeOf(source, voice)})`;
  }
  return `${outletOf(source)} ${source.origin === 'press' ? press : one}`;
}

/** Where someone’s own words stand: the source’s outlet, or its title where that would name the same voice again. */
export function placeOf(source: Source, voice: string): string {
  const outlet = outletOf(source);
  return outlet === voice ? source.title : outlet;
}

/** The names of actors; an id where the record is not at hand. */
export function actorNames(ids: readonly string[], { actors }: Pick<Dossier, 'actors'>): string[] {
  return ids.map((id) => actors.get(id)?.name ?? id);
}

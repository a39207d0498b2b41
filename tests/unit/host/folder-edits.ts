import type { Change } from '#core/dossier/change';
import type { Dossier } from '#core/model/dossier';
import type { Track } from '#core/model/track';
import type { CommittedChange, DossierStore, Signature } from '#host/dossier-store';

export const signature: Signature = { at: '2025-12-02T09:30:00.000Z', author: 'Analyst' };

export function track(id: string, name = id): Track {
  return { id, name, order: 0 };
}

/** The change that adds a track; tracks are the smallest records there are. */
export function addition(id: string): Change {
  return { label: `add ${id}`, ...signature, edits: [{ collection: 'tracks', id, before: null, after: track(id) }] };
}

export function addTrack(store: DossierStore, id: string): Promise<CommittedChange> {
  return store.commit(addition(id));
}

export function renameTrack(
  store: DossierStore,
  before: Track,
  name: string,
  besides: Partial<Track> = {},
): Promise<CommittedChange> {
  const after = { ...before, ...besides, name };
  const edits = [{ collection: 'tracks', id: before.id, before, after }] as const;
  return store.commit({ label: `rename ${before.id}`, ...signature, edits });
}

export function trackIds(dossier: Dossier): string[] {
  return [...dossier.tracks.keys()].sort();
}

import type { Edit } from '#core/dossier/change';
import type { Dossier } from '#core/model/dossier';
import { tracksInOrder } from '#core/query/lanes';

/**
 * The edits by which a track comes to stand on the other side of another one: below it if it stood above, above it if it
 * stood below. The tracks are counted anew from 1, and those whose place stays the same are left alone.
 */
export function moveTrackPast(dossier: Dossier, id: string, other: string): Edit[] {
  const tracks = tracksInOrder(dossier);
  const from = tracks.findIndex((track) => track.id === id);
  const to = tracks.findIndex((track) => track.id === other);
  const track = tracks[from];
  if (track === undefined || to === -1) throw new Error(`No such track to move, ${id} past ${other}`);
  return tracks
    .toSpliced(from, 1)
    .toSpliced(to, 0, track)
    .map((before, index) => ({ before, after: { ...before, order: index + 1 } }))
    .filter(({ before, after }) => before.order !== after.order)
    .map(({ before, after }): Edit => ({ collection: 'tracks', id: before.id, before, after }));
}

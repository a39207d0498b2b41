import type { Dossier } from '#core/model/dossier';
import { ParleyError } from '#core/parley-error';
import { openDossierFolder } from '#host/dossier-folder';
import { seenFrom, type Seen } from '#host/seen-from';

/**
 * A dossier that was read from a folder, seen from today or as known on a day, for which its history is asked. Throws
 * `nothing-to-show` for a day on which none of its events was known.
 */
export async function readAsKnown(folder: string, dossier: Dossier, day: string | null, today: number): Promise<Seen> {
  if (day === null) return { dossier, today };
  const { store } = await openDossierFolder(folder, {
    mode: 'read',
    acceptOutsideChanges: false,
    outsideBackups: null,
    now: () => new Date(),
    log: () => undefined,
  });
  try {
    const seen = await seenFrom(store, day, today);
    if (seen.dossier.events.size > 0 || dossier.events.size === 0) return seen;
    const message = `No event of the dossier was known on ${day}. Choose a later day.`;
    throw new ParleyError({ code: 'nothing-to-show', message });
  } finally {
    await store.close();
  }
}

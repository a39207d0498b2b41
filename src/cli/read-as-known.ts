import type { Dossier } from '#core/model/dossier';
import { openDossierFolder } from '#host/dossier-folder';
import { seenFrom, type Seen } from '#host/seen-from';

/** A dossier that was read from a folder, seen from today or as known on a day, for which its history is asked. */
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
    return await seenFrom(store, day, today);
  } finally {
    await store.close();
  }
}

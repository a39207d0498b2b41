import { join } from 'node:path';
import { checkedAttachment } from '#host/attachments';
import { openDossierFolder } from '#host/dossier-folder';
import { fingerprintOf } from './plain-model';

/** What a dossier's folder holds, as a person finds it who opens it. */
export interface StateOnDisk {
  readonly fingerprint: string;
  readonly remarks: readonly string[];
  /** Why it takes no edits; null where it does. */
  readonly readOnlyReason: string | null;
}

/**
 * Opens a dossier and closes it again; throws as opening does, and where an offline copy that a source names is not
 * there whole.
 */
export async function stateOnDisk(path: string, mode: 'read' | 'write'): Promise<StateOnDisk> {
  const { store, remarks } = await openDossierFolder(path, {
    mode,
    acceptOutsideChanges: false,
    outsideBackups: null,
    now: () => new Date(),
    log: () => undefined,
  });
  for (const { attachment } of store.dossier.sources.values()) {
    if (attachment !== null) await checkedAttachment(join(path, 'attachments'), attachment.sha256);
  }
  const readOnlyReason = store.access.mode === 'read-only' ? store.access.reason : null;
  const fingerprint = fingerprintOf(store.dossier);
  return { fingerprint, remarks: [...remarks, ...(await store.close())], readOnlyReason };
}

import { keepAttachment } from '#host/attachments';
import type { DossierStore } from '#host/dossier-store';
import type { Act } from './plain-model';

/** Has a store do what a model thought up; resolves once it is acknowledged. */
export async function takeAct(store: DossierStore, act: Act): Promise<void> {
  const signature = { at: new Date().toISOString(), author: 'Analyst' };
  if (act.type !== 'edit') {
    await store[act.type](signature);
    return;
  }
  if (act.attached !== null) {
    const file = { name: 'report.txt', mediaType: 'text/plain', content: act.attached };
    await keepAttachment(store, file, () => new Date());
  }
  await store.commit({ label: 'work', ...signature, edits: act.edits });
}

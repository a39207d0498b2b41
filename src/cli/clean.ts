import { join } from 'node:path';
import { sizeInWords } from '#core/model/attachment';
import { auditAttachments, sizeOf } from '#host/attachment-audit';
import { diskTrouble } from '#host/disk';
import { openDossierFolder } from '#host/dossier-folder';
import { ParleyError } from '#core/parley-error';
import { userDataFolder } from '#host/user-data';
import { defineCommand } from './command';

export const cleanCommand = defineCommand({
  name: 'clean',
  summary: 'Delete offline copies that nothing names: no source, no step of the history, no backup, no unsaved form.',
  operands: ['DOSSIER'],
  options: { 'dry-run': { help: 'only say what would be deleted' } },
  async run([path], given, _common, terminal) {
    const userData = userDataFolder(terminal.environment, process.platform);
    const { store } = await openDossierFolder(path ?? '.', {
      mode: 'write',
      acceptOutsideChanges: false,
      outsideBackups: join(userData, 'backups'),
      now: () => new Date(),
      log: (message) => terminal.say(message),
    });
    try {
      // In turn with the edits and under the lock, so that nothing comes to name a file while it is deleted.
      await store.writeBeside(async (paths, disk) => {
        const { unused } = await auditAttachments(paths, store.dossier, [
          join(userData, 'drafts'),
          join(userData, 'backups'),
        ]);
        for (const name of unused) {
          const size = sizeInWords(await sizeOf(paths.attachments, name));
          if (!given['dry-run']) await remove(join(paths.attachments, name), disk.remove);
          terminal.print(`${given['dry-run'] ? 'Would delete' : 'Deleted'} attachments/${name}, ${size}`);
        }
        if (unused.length === 0) terminal.print('Nothing to delete: everything in attachments/ is named somewhere.');
      });
    } finally {
      await store.close();
    }
    return 0;
  },
});

async function remove(path: string, how: (path: string) => Promise<void>): Promise<void> {
  try {
    await how(path);
  } catch (cause) {
    throw new ParleyError({ code: 'disk', message: `${path} could not be deleted: ${diskTrouble(cause)}.`, cause });
  }
}

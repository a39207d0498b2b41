import { chmod, copyFile, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { app, shell } from 'electron';
import * as v from 'valibot';
import { canBeOpened } from '#core/model/attachment';
import { Attachment } from '#core/model/source';
import { ParleyError } from '#core/parley-error';
import type { Application } from '#host/application';

const AttachmentToOpen = v.strictObject(v.pick(Attachment, ['sha256', 'name']).entries);

const ownerReads = 0o400;

/**
 * Opens an offline copy with the program that the system has for it, as a copy that cannot change the dossier's. Kinds of
 * files that can act when they are opened are refused, and so is a file that is missing or was altered.
 */
export async function openAttachment(application: Application, text: string): Promise<void> {
  const { sha256, name } = v.parse(AttachmentToOpen, JSON.parse(text));
  if (!canBeOpened(name)) {
    throw new ParleyError({
      code: 'usage',
      message: `${name} is a kind of file that could do something when it is opened. Save a copy instead, and open that if you trust it.`,
    });
  }
  const kept = await application.attachmentPath(sha256);
  const copy = join(await mkdtemp(join(app.getPath('temp'), 'parley-')), plainName(name));
  await copyFile(kept, copy);
  await chmod(copy, ownerReads);
  const failure = await shell.openPath(copy);
  if (failure === '') return;
  throw new ParleyError({
    code: 'not-found',
    message: `The system has no program that opens ${name}: ${failure}. Save a copy instead.`,
  });
}

/** A name that is a name in every file system and nothing else: no folders, no leading dot, its ending kept. */
function plainName(name: string): string {
  const mostCharacters = 100;
  return name
    .replace(/[^\p{L}\p{N} ._-]/gu, '_')
    .replace(/^[. ]+/, '_')
    .slice(-mostCharacters);
}

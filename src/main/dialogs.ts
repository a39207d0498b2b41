import { basename, join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import * as v from 'valibot';
import { writeExportedFile } from '#host/exported-file';

const FileToSave = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1)),
  mediaType: v.string(),
  encoding: v.picklist(['text', 'base64']),
  content: v.string(),
});

/** Asks where to save a file and writes it there; the name it was saved under, null when the person changed their mind. */
export async function saveFile(window: BrowserWindow, fileText: string): Promise<string | null> {
  const file = v.parse(FileToSave, JSON.parse(fileText));
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    // Only a name: where it goes is the person's choice alone.
    defaultPath: join(app.getPath('documents'), basename(file.name)),
  });
  if (canceled || filePath === '') return null;
  await writeExportedFile(filePath, file);
  return basename(filePath);
}

/** Asks for a dossier's folder, an existing one or a name for a new one; null when the person changed their mind. */
export async function chooseFolder(window: BrowserWindow, purpose: string): Promise<string | null> {
  if (purpose === 'create') {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title: 'New dossier',
      buttonLabel: 'Create',
      nameFieldLabel: 'Folder',
      defaultPath: join(app.getPath('documents'), 'dossier'),
      properties: ['createDirectory'],
    });
    return canceled || filePath === '' ? null : filePath;
  }
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open dossier',
    properties: ['openDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

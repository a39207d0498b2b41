import type { FileToSave } from '#api/transport';
import { ParleyError } from '#core/parley-error';
import { diskTrouble, exportDisk } from '#host/disk';
import { writeDurably } from '#host/durable-file';

/** Writes a file that a person exports, whole or not at all. Throws `disk` when it cannot be written. */
export async function writeExportedFile(
  path: string,
  { content, encoding }: Pick<FileToSave, 'content' | 'encoding'>,
): Promise<void> {
  try {
    await writeDurably(path, Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'), exportDisk);
  } catch (cause) {
    throw new ParleyError({
      code: 'disk',
      message: `${path} cannot be written: ${diskTrouble(cause)}. Choose another place, or mend that and try again.`,
      cause,
    });
  }
}

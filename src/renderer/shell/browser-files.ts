import type { FileToSave } from '#api/transport';

// File System Access, which TypeScript's DOM library does not describe yet: https://wicg.github.io/file-system-access/
interface SavePicker {
  showSaveFilePicker(options: {
    suggestedName: string;
    types: { accept: Record<string, string[]> }[];
  }): Promise<FileSystemFileHandle>;
}

/** Whether the browser can ask where to save. */
export function canSaveInPlace(): boolean {
  return 'showSaveFilePicker' in window;
}

/** Asks where to save, and saves there; null when the person changed their mind. */
export async function saveInPlace(file: FileToSave): Promise<string | null> {
  const picker = window as unknown as SavePicker;
  const ending = file.name.slice(file.name.lastIndexOf('.'));
  try {
    const handle = await picker.showSaveFilePicker({
      suggestedName: file.name,
      types: [{ accept: { [file.mediaType]: [ending] } }],
    });
    const stream = await handle.createWritable();
    await stream.write(toBlob(file));
    await stream.close();
    return handle.name;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** Hands the file to the browser as a download. */
export async function saveByDownload(file: FileToSave): Promise<string> {
  const url = URL.createObjectURL(toBlob(file));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The browser reads the blob after the click; by the next minute it has it.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return file.name;
}

function toBlob({ content, encoding, mediaType }: FileToSave): Blob {
  const part = encoding === 'text' ? content : Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  return new Blob([part], { type: mediaType });
}

/** The largest offline copy that a dossier takes, in bytes: a long report with pictures, not a film. */
export const mostAttachmentBytes = 50 * 1024 * 1024;

// What a reader's usual programs show without running anything in it.
const shownTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  txt: 'text/plain',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
};

/**
 * Whether a file of this name may be handed to the system's programs. Web pages, scripts, programs, links and office
 * documents with macros can act when they are opened; of those a copy is saved, and the person decides.
 */
export function canBeOpened(name: string): boolean {
  return Object.hasOwn(shownTypes, endingOf(name));
}

/** A media type for a file: the one given where it is one, else by its name, else that of bytes of any kind. */
export function mediaTypeOf(name: string, given: string): string {
  if (/^[\w.+-]+\/[\w.+-]+$/.test(given)) return given;
  const ending = endingOf(name);
  return (Object.hasOwn(shownTypes, ending) ? shownTypes[ending] : undefined) ?? 'application/octet-stream';
}

/** A size as a reader says it: "12.4 MB", "380 KB", "12 bytes". */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  if (kilobytes < 1024) return `${Math.round(kilobytes)} KB`;
  const megabytes = kilobytes / 1024;
  return `${megabytes < 100 ? Number(megabytes.toFixed(1)) : Math.round(megabytes)} MB`;
}

/** Why a file of this size is not taken, and what to do instead; null when it is taken. */
export function refusalOfSize(name: string, bytes: number): string | null {
  if (bytes <= mostAttachmentBytes) return null;
  return `${name} is ${sizeInWords(bytes)}, and a dossier takes files up to ${sizeInWords(mostAttachmentBytes)}. Keep the file elsewhere and give its address, or attach the part that is cited.`;
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot === -1 ? '' : name.slice(dot + 1).toLowerCase();
}

import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, resolve, sep } from 'node:path';

/** One file of the built window, ready to be answered. */
export interface WindowFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
}

/** Gives the file at a URL's path; null for a path that is not one of the window's files. */
export type ReadWindowFile = (urlPath: string) => Promise<WindowFile | null>;

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * The built window in `folder`, as both shells serve it. The files are listed once and only those are ever read, so that
 * no path, however it is written, leads outside the folder. Rejects when the folder cannot be listed.
 */
export async function openWindowFiles(folder: string): Promise<ReadWindowFile> {
  const root = resolve(folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = new Map(
    entries
      .filter((entry) => entry.isFile() && extname(entry.name) in mediaTypes)
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [`/${relative(root, file).split(sep).join('/')}`, file]),
  );

  return async (urlPath) => {
    const path = decodePath(urlPath);
    const file = path === null ? undefined : files.get(path === '/' ? '/index.html' : path);
    if (file === undefined) return null;
    return {
      body: new Uint8Array(await readFile(file)),
      mediaType: mediaTypes[extname(file)] ?? 'application/octet-stream',
    };
  };
}

function decodePath(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return null;
  }
}

import { protocol } from 'electron';
import { securityHeaders } from '#host/content-security-policy';
import type { ReadWindowFile } from '#host/window-files';

const scheme = 'parley';

/** The page of every window. Its origin is `parley://app`, which nothing outside this process can serve. */
export const pageUrl = `${scheme}://app/`;

/** Declares the scheme; to be called before Electron is ready. */
export function declareScheme(): void {
  // corsEnabled stays off: no other origin has a reason to fetch from this one.
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: false } },
  ]);
}

/** Serves the built window, and nothing else, under the scheme. */
export function serveScheme(readFile: ReadWindowFile): void {
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    const file = request.method === 'GET' && url.host === 'app' ? await readFile(url.pathname) : null;
    if (file === null) return new Response(null, { status: 404, headers: { ...securityHeaders } });
    return new Response(file.body, { headers: { ...securityHeaders, 'Content-Type': file.mediaType } });
  });
}

/** Whether an address is one of Parley's own pages. */
export function isOwnPage(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === `${scheme}:` && new URL(url).host === 'app';
}

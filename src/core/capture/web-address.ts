/** A web address in its parts; the host in small letters. */
export interface AddressParts {
  readonly host: string;
  /** Its digits; empty where the scheme says it. */
  readonly port: string;
  /** With its leading slash; never empty. */
  readonly path: string;
  /** Without the question mark; empty when there is none. */
  readonly query: string;
}

const shape = /^https?:\/\/(?:[^/?#@\s]*@)?([^/?#:\s]+)(?::(\d+))?([^?#\s]*)(?:\?([^#\s]*))?(?:#\S*)?$/i;

/** The parts of an http or https address; null for any other text. */
export function readAddress(text: string): AddressParts | null {
  const [, host, port = '', path = '', query = ''] = shape.exec(text.trim()) ?? [];
  if (host === undefined || !host.includes('.')) return null;
  const isUsual = port === '80' || port === '443';
  return { host: host.toLowerCase(), port: isUsual ? '' : port, path: path === '' ? '/' : path, query };
}

/** A host without what many sites put before it: "www.", "m.", "edition.". */
export function plainHost(host: string): string {
  return host.replace(/^(?:www\d?|m|mobile|amp|edition)\.(?=[^.]+\.)/, '');
}

// What campaigns and networks hang on an address; the page is the same without.
const tracking = /^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|igshid|cmpid|ocid|smid|src|ref|ref_src|taid)(?:=|$)/i;

/**
 * What two addresses of one page have in common: scheme, "www.", fragment, tracking parameters and a slash at the end
 * say nothing about the page. Null for what is no address.
 */
export function pageKey(text: string): string | null {
  const parts = readAddress(text);
  if (parts === null) return null;
  const query = parts.query
    .split('&')
    .filter((part) => part !== '' && !tracking.test(part))
    .sort()
    .join('&');
  const port = parts.port === '' ? '' : `:${parts.port}`;
  return `${plainHost(parts.host)}${port}${parts.path.replace(/\/+$/, '')}${query === '' ? '' : `?${query}`}`;
}

import { pageKey, plainHost, readAddress, type AddressParts } from '#core/capture/web-address';
import { parseEdtf } from '#core/dates/edtf';
import { blankSource } from '#core/model/blank';
import type { Source } from '#core/model/source';

/** The source that stands at an address already, by its link or its archived copy; null when none does. */
export function sourceAtAddress(address: string, sources: Iterable<Source>): Source | null {
  const { original, archived } = unarchive(address.trim());
  const keys = new Set([original, archived].flatMap((each) => (each === null ? [] : (pageKey(each) ?? []))));
  for (const source of sources) {
    const own = [source.url, source.archiveUrl].flatMap((url) => (url === null ? [] : (pageKey(url) ?? [])));
    if (own.some((key) => keys.has(key))) return source;
  }
  return null;
}

/**
 * A source as far as its address tells of it: the title from the words in its path, the day from a path such as
 * /2025/11/21/, the publisher from the host - as other sources from that host have it, where there are any. An archived
 * copy gives the original as the link. Null for a text that is no http or https address. Nothing is fetched.
 */
export function sourceFromAddress(text: string, id: string, known: Iterable<Source>): Source | null {
  const address = text.trim();
  const { original, archived } = unarchive(address);
  const parts = readAddress(original);
  if (parts === null) return null;
  const kin = sourceOfHost(parts.host, known);
  return {
    ...blankSource(id),
    ...natureOf(parts),
    ...(kin === null ? {} : likeKin(kin)),
    title: titleOf(parts) ?? `${plainHost(parts.host)}${parts.path === '/' ? '' : parts.path}`.slice(0, mostTitle),
    publisher: kin?.publisher ?? publisherOf(parts),
    published: dayOf(parts.path),
    url: original,
    archiveUrl: archived,
  };
}

const mostTitle = 200;

/** An archive's address holds that of the page: web.archive.org/web/20251121103000/https://..., archive.ph/.../https://... */
const archive = /^https?:\/\/(?:web\.archive\.org|archive\.(?:org|today|ph|is|li|md|vn|fo))\/\S*?(https?:\/\/?\S+)$/i;

function unarchive(address: string): { original: string; archived: string | null } {
  const [, inner] = archive.exec(address) ?? [];
  // Some browsers fold the two slashes of the inner address into one.
  const original = inner?.replace(/^(https?:\/)(?=[^/])/i, '$1/');
  return original === undefined || readAddress(original) === null
    ? { original: address, archived: null }
    : { original, archived: address };
}

/** What a source from the same host says that holds for the whole outlet. */
function likeKin({ type, origin, reliability, language }: Source): Partial<Source> {
  return { type, origin, reliability, language };
}

function sourceOfHost(host: string, known: Iterable<Source>): Source | null {
  const wanted = plainHost(host);
  if (isShared(wanted)) return null;
  for (const source of known) {
    const own = source.url === null ? null : readAddress(source.url);
    if (own !== null && plainHost(own.host) === wanted && source.publisher !== null) return source;
  }
  return null;
}

/** Where everybody publishes under their own name, the host says nothing of who speaks. */
const shared = ['x.com', 'twitter.com', 't.me', 'truthsocial.com', 'facebook.com', 'youtube.com', 'youtu.be'];
const isShared = (host: string) => shared.includes(host);

const official =
  /(?:^|\.)(?:gov|mil|gouv\.fr|bund\.de|europa\.eu|kremlin\.ru|un\.org|nato\.int|osce\.org)$|\.gov\.[a-z]{2}$/;

function natureOf({ host }: AddressParts): Pick<Source, 'type' | 'origin'> {
  if (official.test(host)) return { type: 'webpage', origin: 'official' };
  if (isShared(plainHost(host))) return { type: 'post', origin: 'own-words' };
  return { type: 'article-newspaper', origin: 'press' };
}

// What outlets call themselves where their host does not say it. Others keep their host for a name.
const outlets: Readonly<Record<string, string>> = {
  'aljazeera.com': 'Al Jazeera',
  'apnews.com': 'Associated Press',
  'axios.com': 'Axios',
  'bbc.com': 'BBC News',
  'bbc.co.uk': 'BBC News',
  'bloomberg.com': 'Bloomberg',
  'cbsnews.com': 'CBS News',
  'cnn.com': 'CNN',
  'dw.com': 'Deutsche Welle',
  'economist.com': 'The Economist',
  'ft.com': 'Financial Times',
  'home.treasury.gov': 'US Treasury',
  'kyivindependent.com': 'The Kyiv Independent',
  'lemonde.fr': 'Le Monde',
  'nytimes.com': 'The New York Times',
  'ofac.treasury.gov': 'OFAC, US Treasury',
  'politico.com': 'Politico',
  'politico.eu': 'Politico Europe',
  'pravda.com.ua': 'Ukrainska Pravda',
  'reuters.com': 'Reuters',
  'state.gov': 'US Department of State',
  'tass.com': 'TASS',
  'theguardian.com': 'The Guardian',
  'washingtonpost.com': 'The Washington Post',
  'whitehouse.gov': 'The White House',
  'wsj.com': 'The Wall Street Journal',
};

function publisherOf({ host, path }: AddressParts): string {
  const plain = plainHost(host);
  const [, account] = /^\/(@?[\w.]{2,40})(?:\/|$)/.exec(path) ?? [];
  if (isShared(plain) && account !== undefined) return `${account.startsWith('@') ? '' : '@'}${account} (${plain})`;
  return outlets[plain] ?? plain;
}

/** The words of a path: its longest part that reads as several words. */
function titleOf({ path }: AddressParts): string | null {
  const parts = path.split('/').map((part) => wordsOf(decoded(part)));
  const [longest] = parts.toSorted((a, b) => b.length - a.length);
  if (longest === undefined || longest.length < 2) return null;
  const title = longest.join(' ');
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`.slice(0, mostTitle);
}

function wordsOf(part: string): string[] {
  const words = part
    .replace(/\.(?:s?html?|php|aspx?|pdf)$/i, '')
    .replace(/[-_]?(?:19|20)\d{2}-\d{2}-\d{2}$/, '')
    .split(/[-_+\s]+/)
    .filter((word) => word !== '');
  // What a site adds to tell one page from another: a number, or letters and digits mixed at random.
  while (isSerial(words.at(-1) ?? '')) words.pop();
  return words.filter((word) => /\p{L}/u.test(word)).length > 1 ? words : [];
}

function isSerial(word: string): boolean {
  return /^\d{5,}$/.test(word) || (/\d/.test(word) && /[a-z]/i.test(word) && word.length > 6);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray percent sign: the part is shown as it stands.
    return part;
  }
}

const monthNumbers = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A day in a path: /2025/11/21/, /2025/nov/21/, -2025-11-21, /20251121/; with its month alone, /2025/11/, that month. */
function dayOf(path: string): string | null {
  const named = path.replace(/\/([a-z]{3})\//i, (whole, name: string) => {
    const month = monthNumbers.indexOf(name.toLowerCase()) + 1;
    return month === 0 ? whole : `/${month}/`;
  });
  const day =
    /(?:^|[/_-])((?:19|20)\d\d)([/_-])(\d\d?)\2(\d\d?)(?=$|[/_.-])/.exec(named) ??
    /(?:^|[/_-])((?:19|20)\d\d)()(\d\d)(\d\d)(?=$|[/_.-])/.exec(named);
  const month = /\/((?:19|20)\d\d)\/(\d\d?)(?=\/|$)/.exec(named);
  const found = day === null ? (month?.slice(1) ?? null) : [day[1], day[3], day[4]];
  if (found === null) return null;
  const edtf = found.map((part = '') => part.padStart(2, '0')).join('-');
  return parseEdtf(edtf).ok ? edtf : null;
}

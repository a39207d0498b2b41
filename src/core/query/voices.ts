import type { Citation, Claim, Stance } from '#core/model/claim';
import type { Source } from '#core/model/source';

/** A citation with the source it names. */
export interface Voice {
  readonly citation: Citation;
  readonly source: Source;
}

type Sources = ReadonlyMap<string, Source>;

const supportingStances: ReadonlySet<Stance> = new Set(['asserts', 'confirms']);
const opposingStances: ReadonlySet<Stance> = new Set(['disputes', 'denies']);

/** What the sources of a claim say of it, as far as they count. A secondary source never does. */
export interface Voices {
  /** Who asserts or confirms it, less those whose word was taken back. */
  readonly supporting: readonly Voice[];
  readonly opposing: readonly Voice[];
  readonly retracting: readonly Voice[];
  /** The most supporting voices of which any two are independent. */
  readonly independent: readonly Voice[];
  /** The sources to which every supporting voice goes back: without one of them, nothing supports the claim any more. */
  readonly roots: ReadonlySet<string>;
  /** Who asserts or confirms it but is a secondary source. */
  readonly secondary: readonly Voice[];
  /** Who disputes or denies it but is a secondary source. */
  readonly secondaryOpposing: readonly Voice[];
}

interface Remembered {
  sources: Sources;
  /** The sources of the citations, as they were. */
  readonly cited: readonly (Source | undefined)[];
  readonly voices: Voices;
}

const remembered = new WeakMap<Claim, Remembered>();

/**
 * Sorts the citations of a claim by what they do to it; remembered, and the same object, for as long as the claim and the
 * sources that it cites stay.
 */
export function voicesOf(claim: Claim, sources: Sources): Voices {
  const known = remembered.get(claim);
  if (known !== undefined && isCurrent(known, claim, sources)) return known.voices;
  const cited = claim.citations.map(({ source }) => sources.get(source));
  const voices = sortVoices(claim, sources);
  remembered.set(claim, { sources, cited, voices });
  return voices;
}

function isCurrent(known: Remembered, { citations }: Claim, sources: Sources): boolean {
  if (known.sources === sources) return true;
  if (!citations.every(({ source }, index) => sources.get(source) === known.cited[index])) return false;
  known.sources = sources;
  return true;
}

function sortVoices(claim: Claim, sources: Sources): Voices {
  const all = claim.citations.flatMap((citation): Voice[] => {
    const source = sources.get(citation.source);
    return source === undefined ? [] : [{ citation, source }];
  });
  const counting = all.filter(({ source }) => source.origin !== 'secondary');
  const origins = originsWithin(claim);
  const retracting = counting.filter(({ citation }) => citation.stance === 'retracts');
  const retracted = new Set(retracting.map(({ source }) => source.id));
  const isStanding = ({ citation }: Voice) => ![...origins(citation)].some((id) => retracted.has(id));
  const supporting = counting.filter((voice) => supportingStances.has(voice.citation.stance) && isStanding(voice));
  const secondaryWith = (stances: ReadonlySet<Stance>) =>
    all.filter(({ citation, source }) => source.origin === 'secondary' && stances.has(citation.stance));
  return {
    supporting,
    opposing: counting.filter(({ citation }) => opposingStances.has(citation.stance)),
    retracting,
    independent: largestIndependent(supporting, origins),
    roots: commonOrigins(supporting, origins),
    secondary: secondaryWith(supportingStances),
    secondaryOpposing: secondaryWith(opposingStances),
  };
}

/**
 * For a citation, the sources its words go back to: its own, the one it repeats, the one that one repeats in the same
 * claim, and so on.
 */
function originsWithin(claim: Claim): (citation: Citation) => ReadonlySet<string> {
  const repeated = new Map<string, string[]>();
  for (const { source, derivedFrom } of claim.citations) {
    if (derivedFrom !== null) repeated.set(source, [...(repeated.get(source) ?? []), derivedFrom]);
  }
  if (repeated.size === 0) return ({ source }) => new Set([source]);
  return (citation) => {
    const found = new Set([citation.source]);
    if (citation.derivedFrom !== null) found.add(citation.derivedFrom);
    // A set visits what is added while it is walked, and each member once, so that a circle ends.
    for (const id of found) {
      if (id !== citation.source) for (const further of repeated.get(id) ?? []) found.add(further);
    }
    return found;
  };
}

function commonOrigins(
  voices: readonly Voice[],
  origins: (citation: Citation) => ReadonlySet<string>,
): ReadonlySet<string> {
  const [first, ...others] = voices.map(({ citation }) => origins(citation));
  return new Set([...(first ?? [])].filter((id) => others.every((each) => each.has(id))));
}

/** Nobody cites so many for one claim; of a file that does, the time it takes stays bounded. */
const mostTried = 100;

/** Tries each voice as the first, then takes every later one that is independent of all those taken. */
function largestIndependent(voices: readonly Voice[], origins: (citation: Citation) => ReadonlySet<string>): Voice[] {
  const known = voices.map((voice) => ({
    voice,
    origins: origins(voice.citation),
    publisher: publisherKey(voice.source),
  }));
  let largest: Voice[] = [];
  for (const first of known.slice(0, mostTried)) {
    const taken: Voice[] = [];
    const publishers = new Set<string>();
    const heard = new Set<string>();
    for (const next of [first, ...known]) {
      if (publishers.has(next.publisher) || !isDisjoint(next.origins, heard)) continue;
      taken.push(next.voice);
      publishers.add(next.publisher);
      for (const id of next.origins) heard.add(id);
    }
    if (taken.length > largest.length) largest = taken;
  }
  return largest;
}

function isDisjoint(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const id of some) if (others.has(id)) return false;
  return true;
}

/**
 * Two sources of one publisher are one voice, however its name was typed: case, spaces and the two ways in which Unicode
 * writes an accent (normal form C) make no other publisher. A source without a publisher stands for itself.
 */
function publisherKey(source: Source): string {
  const known = publisherKeys.get(source);
  if (known !== undefined) return known;
  const { id, publisher } = source;
  const name = publisher?.trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase();
  const key = name === undefined ? `source ${id}` : `publisher ${name}`;
  publisherKeys.set(source, key);
  return key;
}

const publisherKeys = new WeakMap<Source, string>();

import type { Citation, Claim } from '#core/model/claim';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { type Source, type SourceOrigin, sourceOrigins } from '#core/model/source';
import { compareNames, placementOrder } from '#core/query/order';
import { isFirstHand, type Support, supportOfEvent } from '#core/query/standing';
import { listInWords, outletOf } from '#core/query/vocabulary';
import { voicesOf } from '#core/query/voices';

/**
 * What a source does in a cell of the corroboration matrix. `confirms` stands for a first-hand word too; `repeats` for a
 * source that merely passes on another's word, and so adds nothing.
 */
export const marks = ['confirms', 'reports', 'repeats', 'disputes', 'declines', 'retracts'] as const;
export type Mark = (typeof marks)[number];

/** The groups of the matrix, those that want another source first. */
export const supportOrder = ['single-source', 'unsourced', 'first-hand', 'corroborated'] as const satisfies Support[];

/** What one event rests on. */
export interface Evidence {
  readonly support: Support;
  /** The sources without any one of which the event itself would be unsourced. */
  readonly roots: ReadonlySet<string>;
  /** The sources that assert or confirm any of its claims; secondary ones too, which do not count. */
  readonly supporters: ReadonlySet<string>;
  /** The sources that dispute or deny any of its claims. */
  readonly objectors: ReadonlySet<string>;
  /** Whether a source that supports it has no grade of reliability. */
  readonly hasUngraded: boolean;
}

/** A source as a column of the matrix, with what it does for the events that are shown. */
export interface MatrixColumn {
  readonly source: Source;
  /** The heading: its outlet, or whose own words it holds. */
  readonly name: string;
  readonly supports: number;
  /** For how many events it is the only independent source. */
  readonly sole: number;
  readonly objects: number;
}

/** Events by what they rest on, and the sources that they cite by where these stand. */
export interface Corroboration {
  readonly groups: readonly { readonly support: Support; readonly events: readonly DossierEvent[] }[];
  readonly columns: readonly MatrixColumn[];
}

/** Which events of the matrix are listed; the id of a source lists those that rest on it alone. */
export type MatrixFilter =
  'all' | 'single-source' | 'unsourced' | 'disputed' | 'not-graded' | { readonly restsOn: string };

/** One row of the matrix. */
export type MatrixRow =
  | { readonly type: 'group'; readonly key: string; readonly support: Support; readonly count: number }
  | { readonly type: 'event'; readonly key: string; readonly event: DossierEvent }
  | { readonly type: 'claim'; readonly key: string; readonly event: DossierEvent; readonly claim: Claim };

type Ground = Pick<Dossier, 'sources' | 'actors' | 'events'>;

const remembered = new WeakMap<DossierEvent, { sources: Dossier['sources']; evidence: Evidence }>();

/** What an event rests on; remembered for as long as the event and the sources stay the same. */
export function evidenceOf(event: DossierEvent, dossier: Pick<Dossier, 'sources'>): Evidence {
  const known = remembered.get(event);
  if (known?.sources === dossier.sources) return known.evidence;
  const evidence = weigh(event, dossier);
  remembered.set(event, { sources: dossier.sources, evidence });
  return evidence;
}

/** Whether an event that has support would be unsourced without one source, and without what merely repeats it. */
export function fallsWithout(event: DossierEvent, sourceId: string, dossier: Pick<Dossier, 'sources'>): boolean {
  const { support, roots } = evidenceOf(event, dossier);
  return support !== 'unsourced' && roots.has(sourceId);
}

/** The matrix of some events of a dossier, each group in order of time. It costs one look at each citation. */
export function corroborate(events: readonly DossierEvent[], dossier: Ground): Corroboration {
  const bySupport = new Map<Support, DossierEvent[]>(supportOrder.map((support) => [support, []]));
  for (const event of placementOrder(events, dossier.events)) {
    bySupport.get(evidenceOf(event, dossier).support)?.push(event);
  }
  return {
    groups: [...bySupport].map(([support, grouped]) => ({ support, events: grouped })),
    columns: columnsOf(events, dossier),
  };
}

/** Whether an event is listed under a filter. */
export function isListed(event: DossierEvent, filter: MatrixFilter, dossier: Pick<Dossier, 'sources'>): boolean {
  const evidence = evidenceOf(event, dossier);
  if (typeof filter === 'object') return evidence.support === 'single-source' && evidence.roots.has(filter.restsOn);
  switch (filter) {
    case 'all':
      return true;
    case 'disputed':
      return [...evidence.objectors].some((id) => dossier.sources.get(id)?.origin !== 'secondary');
    case 'not-graded':
      return evidence.hasUngraded;
    default:
      return evidence.support === filter;
  }
}

/**
 * The rows of a matrix: a heading for each group that lists any event, its events, and beneath each event that is opened
 * its claims. Rows name their records and hold no cells; `marksIn` gives those of a row that comes into view.
 */
export function matrixRows(
  { groups }: Corroboration,
  opened: ReadonlySet<string>,
  lists: (event: DossierEvent) => boolean,
): MatrixRow[] {
  const rows: MatrixRow[] = [];
  for (const { support, events } of groups) {
    const listed = events.filter(lists);
    if (listed.length > 0) rows.push({ type: 'group', key: `group:${support}`, support, count: listed.length });
    for (const event of listed) {
      rows.push({ type: 'event', key: event.id, event });
      if (!opened.has(event.id)) continue;
      for (const claim of event.claims) rows.push({ type: 'claim', key: `${event.id}:${claim.id}`, event, claim });
    }
  }
  return rows;
}

/** What each source does with the claims of a row, by the source's id, each mark once and in the order of `marks`. */
export function marksIn(
  event: DossierEvent,
  claims: readonly Claim[],
  dossier: Pick<Dossier, 'sources'>,
): ReadonlyMap<string, readonly Mark[]> {
  const found = new Map<string, Set<Mark>>();
  for (const citation of claims.flatMap(({ citations }) => citations)) {
    const source = dossier.sources.get(citation.source);
    if (source === undefined) continue;
    const cell = found.get(source.id) ?? new Set();
    found.set(source.id, cell.add(markOf(citation, source, event)));
  }
  return new Map([...found].map(([id, cell]) => [id, marks.filter((mark) => cell.has(mark))]));
}

/** What an event rests on in a word or two: "Reuters only", "Own words", "Two outlets". */
export function restsOnInWords(event: DossierEvent, dossier: Ground): string {
  const [claim] = event.claims;
  if (claim === undefined) return 'No source';
  const { supporting, independent, secondary } = voicesOf(claim, dossier.sources);
  switch (evidenceOf(event, dossier).support) {
    case 'first-hand': {
      const own = supporting.filter(({ source }) => isFirstHand(source, event));
      return own.some(({ source }) => source.origin === 'official') ? 'Issuer’s record' : 'Own words';
    }
    case 'corroborated': {
      const areOutlets = independent.every(({ source }) => source.origin === 'press');
      return `${countWords[independent.length] ?? independent.length} ${areOutlets ? 'outlets' : 'sources'}`;
    }
    case 'single-source':
      return `${listInWords(independent.map(({ source }) => columnName(source, dossier)))} only`;
    case 'unsourced':
      return secondary.length > 0 ? 'Secondary only' : 'No source';
  }
}

/** The heading of a source's column: its outlet, or whose own words it holds where nobody published them. */
export function columnName(source: Source, { actors }: Pick<Dossier, 'actors'>): string {
  const isOwn = source.publisher === null && source.authors.length === 0 && source.speaksFor.length > 0;
  return isOwn ? listInWords(source.speaksFor.map((id) => actors.get(id)?.name ?? id)) : outletOf(source);
}

const countWords: readonly string[] = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

function markOf({ stance, derivedFrom }: Citation, source: Source, event: DossierEvent): Mark {
  switch (stance) {
    case 'confirms':
    case 'asserts':
      if (derivedFrom !== null) return 'repeats';
      return stance === 'confirms' || isFirstHand(source, event) ? 'confirms' : 'reports';
    case 'disputes':
    case 'denies':
      return 'disputes';
    case 'declines-to-comment':
      return 'declines';
    case 'retracts':
      return 'retracts';
  }
}

function weigh(event: DossierEvent, dossier: Pick<Dossier, 'sources'>): Evidence {
  const voices = event.claims.map((claim) => voicesOf(claim, dossier.sources));
  const idsOf = (list: (typeof voices)[number]['supporting']) => list.map(({ source }) => source.id);
  return {
    support: supportOfEvent(event, dossier),
    roots: voices[0]?.roots ?? new Set(),
    supporters: new Set(voices.flatMap(({ supporting, secondary }) => idsOf([...supporting, ...secondary]))),
    objectors: new Set(voices.flatMap(({ opposing, secondaryOpposing }) => idsOf([...opposing, ...secondaryOpposing]))),
    hasUngraded: voices.some(({ supporting }) => supporting.some(({ source }) => source.reliability === null)),
  };
}

function columnsOf(events: readonly DossierEvent[], dossier: Ground): MatrixColumn[] {
  const cited = new Set<string>();
  const [supports, sole, objects] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const count = (counts: Map<string, number>, ids: Iterable<string>) => {
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  };
  for (const event of events) {
    for (const { citations } of event.claims) for (const { source } of citations) cited.add(source);
    const { support, roots, supporters, objectors } = evidenceOf(event, dossier);
    count(supports, supporters);
    count(objects, objectors);
    if (support === 'single-source') count(sole, roots);
  }
  const columns = [...cited].flatMap((id): MatrixColumn[] => {
    const source = dossier.sources.get(id);
    if (source === undefined) return [];
    const of = (counts: ReadonlyMap<string, number>) => counts.get(id) ?? 0;
    return [
      { source, name: columnName(source, dossier), supports: of(supports), sole: of(sole), objects: of(objects) },
    ];
  });
  const rank: Readonly<Record<SourceOrigin, number>> = Object.fromEntries(
    sourceOrigins.map((origin, index) => [origin, index]),
  ) as Record<SourceOrigin, number>;
  // Those that carry most stand first in their group, so that a wide matrix begins with what matters.
  return columns.sort(
    (a, b) =>
      rank[a.source.origin] - rank[b.source.origin] ||
      b.supports - a.supports ||
      compareNames(a.name, b.name) ||
      (a.source.id < b.source.id ? -1 : 1),
  );
}

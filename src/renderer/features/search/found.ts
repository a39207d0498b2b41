import { placementOf } from '#core/dates/deadline';
import { readPlainDate } from '#core/dates/plain-english';
import { dateInWords } from '#core/dates/words';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent, EventKind } from '#core/model/event';
import type { ShownStanding } from '#core/model/view';
import { factOf } from '#core/query/facts';
import { foldText, spellingKey, wordsOf } from '#core/query/fold';
import {
  excerpt,
  searchGroups,
  type SearchGroup,
  type SearchHit,
  type SearchResults,
  whereFound,
} from '#core/query/search';
import { actorTypeNames, outletOf } from '#core/query/vocabulary';
import type { Command } from '#renderer/features/search/commands.ts';
import { shortTitle } from '#renderer/state/record-names.ts';

/** How the glyph of an event is drawn. */
export interface EventGlyph {
  readonly kind: EventKind;
  readonly standing: ShownStanding;
  readonly planned: boolean;
}

/** One line of what was found. */
export interface FoundLine {
  /** What the list knows it by. */
  readonly value: string;
  readonly name: string;
  /** Where the words are, when not in the name. */
  readonly where: string | null;
  readonly detail: string | null;
  /** Null for what is no event. */
  readonly glyph: EventGlyph | null;
  readonly hit: SearchHit;
}

/** A group of lines under one heading. */
export interface FoundGroup {
  readonly name: SearchGroup;
  readonly heading: string;
  readonly total: number;
  readonly lines: readonly FoundLine[];
}

const headings: Readonly<Record<SearchGroup, string>> = {
  events: 'Events',
  actors: 'Actors',
  sources: 'Sources',
  claims: 'Claims',
  notes: 'Notes',
};

const excerptLength = 72;

/** What a search found, as the list shows it on the day `today`, a UTC midnight in milliseconds. */
export function foundGroups(results: SearchResults, dossier: Dossier, today: number): FoundGroup[] {
  return searchGroups
    .map((name) => {
      const { hits, total } = results.groups[name];
      const lines = hits.map((hit) => {
        const { collection, record } = hit.entry;
        const glyph = collection === 'events' ? glyphOf(record, dossier, today) : null;
        return { ...lineOf(name, hit, dossier, results.terms), glyph, hit };
      });
      return { name, heading: headings[name], total, lines };
    })
    .filter(({ total }) => total > 0);
}

function glyphOf(event: DossierEvent, dossier: Dossier, today: number): EventGlyph {
  const { standing, plannedBefore } = factOf(event, dossier);
  return { kind: event.kind, standing, planned: plannedBefore > today };
}

function lineOf(
  group: SearchGroup,
  hit: SearchHit,
  dossier: Dossier,
  terms: ReadonlySet<string>,
): Omit<FoundLine, 'glyph' | 'hit'> {
  const { collection, record } = hit.entry;
  const value = `${group} ${record.id}`;
  const owner = collection === 'events' ? shortTitle(record) : 'name' in record ? record.name : outletOf(record);
  if (group === 'claims') {
    const { claim } = hit;
    const texts = claim === null ? [] : [claim.text, ...claim.citations.flatMap(({ quote, note }) => [quote, note])];
    const text = texts.find((each) => each !== null && hasTerm(each, terms)) ?? claim?.text ?? '';
    return { value, name: excerpt(text, terms, excerptLength), where: null, detail: owner };
  }
  if (group === 'notes') {
    const notes = ('notes' in record ? record.notes : null) ?? '';
    return { value, name: excerpt(notes, terms, excerptLength), where: null, detail: owner };
  }
  const found = whereFound(hit.entry, dossier, terms);
  const where = found === null ? null : `${found.where}: ${excerpt(found.text, terms, 48)}`;
  const name = collection === 'events' || collection === 'sources' ? record.title : record.name;
  return { value, name, where, detail: detailOf(hit, dossier) };
}

function hasTerm(text: string, terms: ReadonlySet<string>): boolean {
  return wordsOf(text).some(({ word }) => terms.has(word) || terms.has(spellingKey(word)));
}

function detailOf({ entry: { collection, record } }: SearchHit, dossier: Dossier): string | null {
  if (collection === 'actors') return record.office ?? actorTypeNames[record.type].singular;
  if (collection === 'sources') return record.publisher;
  if (collection !== 'events') return null;
  const placement = placementOf(record, dossier.events);
  return placement === null ? 'no date' : dateInWords(placement, 'short');
}

/** The commands that have every word of a text, those that begin with it first. */
export function matchingCommands(commands: readonly Command[], text: string, most: number): Command[] {
  const wanted = wordsOf(text).map(({ word }) => word);
  const fits = commands.filter(({ name }) => {
    const words = wordsOf(name);
    return wanted.every((want) => words.some(({ word }) => word.startsWith(want)));
  });
  const start = foldText(text.trim());
  const isFirst = ({ name }: Command) => foldText(name).startsWith(start);
  return [...fits.filter(isFirst), ...fits.filter((command) => !isFirst(command))].slice(0, most);
}

/** The middle of the time that a text names as a date, with the date in words; null where it names none. */
export function dateToGoTo(text: string, today: number): { readonly at: number; readonly words: string } | null {
  const phrase = text.trim().replace(/^go to\s+/i, '');
  // A bare number is looked for in the texts; a year is written with four digits.
  if (phrase.length < 4) return null;
  const date = readPlainDate(phrase, today);
  if (date.outcome !== 'read' || !date.reading.isDrawable) return null;
  const { from, to } = date.reading.span;
  const at = from === null ? to : to === null ? from : (from + to) / 2;
  return at === null ? null : { at, words: dateInWords(date.reading, 'short') };
}

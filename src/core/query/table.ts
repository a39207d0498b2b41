import { compareReadings } from '#core/dates/compare';
import { placementOf } from '#core/dates/deadline';
import { readPlainDate } from '#core/dates/plain-english';
import { dateInWords } from '#core/dates/words';
import type { Dossier } from '#core/model/dossier';
import {
  deadlineOutcomes,
  documentStatuses,
  type DossierEvent,
  eventKinds,
  meetingFormats,
  statementStances,
} from '#core/model/event';
import { readRecord } from '#core/model/problems';
import { shownStandings } from '#core/model/view';
import { factOf } from '#core/query/facts';
import { foldText } from '#core/query/fold';
import { columnHeadings, type TableColumn } from '#core/query/table-columns';
import type { SortKey } from '#core/query/table-look';
import { kindNames, listInWords, outletOf, plannedLabel, standingLabels } from '#core/query/vocabulary';
import { assertNever } from '#core/parley-error';

/** What a table is read from: the dossier, and the reader's day as UTC midnight in milliseconds. */
export interface TableGround {
  readonly dossier: Dossier;
  readonly today: number;
}

/** What a cell says. */
export function cellText(event: DossierEvent, column: TableColumn, { dossier, today }: TableGround): string {
  switch (column) {
    case 'date': {
      const placement = placementOf(event, dossier.events);
      if (placement === null) return event.undated === 'unknown' ? 'Date unknown' : 'No date yet';
      const words = dateInWords(placement, 'short');
      return event.kind === 'deadline' ? `due ${words}` : words;
    }
    case 'title':
      return event.title;
    case 'label':
      return event.label ?? '';
    case 'kind':
      return kindNames[event.kind].singular;
    case 'standing': {
      const { standing, plannedBefore } = factOf(event, dossier);
      const planned = plannedBefore > today ? `, ${plannedLabel.toLowerCase()}` : '';
      return `${standingLabels[standing]}${planned}`;
    }
    case 'detail':
      return detailOf(event) ?? '';
    case 'place':
      return event.place?.name ?? '';
    case 'tracks':
      return event.tracks.map((id) => dossier.tracks.get(id)?.name ?? id).join(', ');
    case 'tags':
      return event.tags.join(', ');
    case 'importance':
      return String(event.importance);
    case 'actors':
      return factOf(event, dossier)
        .actors.map((id) => dossier.actors.get(id)?.name ?? id)
        .join(', ');
    case 'sources': {
      const sources = factOf(event, dossier).sources.map((id) => dossier.sources.get(id));
      return sources.map((source) => (source === undefined ? '' : outletOf(source))).join(', ');
    }
    default:
      return assertNever(column);
  }
}

/** The one field of a kind's own that a table shows; null where it is not given or the kind has none. */
function detailOf(event: DossierEvent): string | null {
  switch (event.kind) {
    case 'meeting':
      return event.format;
    case 'statement':
      return event.stance;
    case 'document':
      return event.status;
    case 'deadline':
      return event.outcome;
    case 'sanction':
      return event.programme;
    case 'waiver':
      return event.scope;
    case 'action':
      return null;
  }
}

/** Events sorted by several columns, the first before all others; equals keep the order they came in. */
export function sortEvents(
  events: readonly DossierEvent[],
  keys: readonly SortKey[],
  ground: TableGround,
): DossierEvent[] {
  const compares = keys.map(({ column, isDescending }) => {
    const compare = comparisonOf(events, column, ground);
    return isDescending ? (a: number, b: number) => compare(b, a) : compare;
  });
  const order = events.map((_, index) => index);
  order.sort((a, b) => {
    for (const compare of compares) {
      const difference = compare(a, b);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
  return order.map((index) => events[index] as DossierEvent);
}

/** Compares two events by their places in a list; what is compared is read once for each. */
function comparisonOf(
  events: readonly DossierEvent[],
  column: TableColumn,
  ground: TableGround,
): (a: number, b: number) => number {
  if (column === 'date') {
    const readings = events.map((event) => placementOf(event, ground.dossier.events));
    return (a, b) => compareReadings(readings[a] ?? null, readings[b] ?? null);
  }
  if (column === 'importance') return (a, b) => (events[a]?.importance ?? 0) - (events[b]?.importance ?? 0);
  const rank =
    column === 'kind'
      ? (event: DossierEvent) => eventKinds.indexOf(event.kind)
      : column === 'standing'
        ? (event: DossierEvent) => shownStandings.indexOf(factOf(event, ground.dossier).standing)
        : null;
  if (rank !== null) {
    const ranks = events.map(rank);
    return (a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0);
  }
  // Folded once, so that a comparison looks at code units alone; what is empty stands last.
  const texts = events.map((event) => foldText(cellText(event, column, ground)) || '\uffff');
  return (a, b) => {
    const [first = '', second = ''] = [texts[a], texts[b]];
    return first < second ? -1 : first > second ? 1 : 0;
  };
}

/** The text with which the editing of a cell begins; null for a cell that is not edited in place. */
export function editableText(event: DossierEvent, column: TableColumn, ground: TableGround): string | null {
  switch (column) {
    case 'date':
      // What is shown of a deadline is when it is due, which its rule says.
      return event.kind === 'deadline' ? null : (event.date ?? '');
    case 'detail':
      return event.kind === 'action' ? null : (detailOf(event) ?? '');
    case 'title':
    case 'label':
    case 'place':
    case 'tracks':
    case 'tags':
    case 'importance':
      return cellText(event, column, ground);
    case 'kind':
    case 'standing':
    case 'actors':
    case 'sources':
      return null;
    default:
      return assertNever(column);
  }
}

/** What was typed into a cell comes to: the event as it would be, or a sentence that says what is wrong. */
export type CellReading =
  { readonly ok: true; readonly event: DossierEvent } | { readonly ok: false; readonly problem: string };

/** Reads what was typed into a cell. Lists are separated by commas; a date is EDTF or plain English. */
export function readCell(event: DossierEvent, column: TableColumn, text: string, ground: TableGround): CellReading {
  const given = text.trim();
  const heading = columnHeadings[column];
  const after = withCell(event, column, given, ground);
  if ('problem' in after) return { ok: false, problem: after.problem };
  const read = readRecord('events', after.event, event.id);
  if (read.ok) return { ok: true, event: read.record };
  return { ok: false, problem: `${heading} ${read.problems[0]?.message ?? 'cannot be so'}.` };
}

type Changed = { readonly event: unknown } | { readonly problem: string };

function withCell(event: DossierEvent, column: TableColumn, given: string, ground: TableGround): Changed {
  const orNull = given === '' ? null : given;
  switch (column) {
    case 'title':
      return { event: { ...event, title: given } };
    case 'label':
      return { event: { ...event, label: orNull } };
    case 'date':
      return withDate(event, given, ground.today);
    case 'place': {
      if (orNull === null) return { event: { ...event, place: null } };
      // Another name is another place, whose whereabouts are not known yet.
      const place = event.place?.name === given ? event.place : { name: given, latitude: null, longitude: null };
      return { event: { ...event, place } };
    }
    case 'tracks':
      return withTracks(event, given, ground.dossier);
    case 'tags':
      return { event: { ...event, tags: listed(given) } };
    case 'importance':
      return { event: { ...event, importance: /^\d+$/.test(given) ? Number(given) : given } };
    case 'detail':
      return withDetail(event, given);
    default:
      return { problem: `${columnHeadings[column]} is not edited here: open the event.` };
  }
}

function withDate(event: DossierEvent, given: string, today: number): Changed {
  if (given === '') return { event: { ...event, date: null, undated: event.undated ?? 'unknown' } };
  const date = readPlainDate(given, today);
  switch (date.outcome) {
    case 'read':
      return { event: { ...event, date: date.reading.edtf, undated: null } };
    case 'ask': {
      const readings = date.readings.map((reading) => dateInWords(reading, 'short'));
      return { problem: `This can be ${listInWords(readings).replace(' and ', ' or ')}. Write the month as a word.` };
    }
    case 'impossible':
    case 'unread':
      return { problem: `Date ${date.problem}.` };
  }
}

function withTracks(event: DossierEvent, given: string, { tracks }: Dossier): Changed {
  const ids: string[] = [];
  for (const name of listed(given)) {
    const track = [...tracks.values()].find((each) => foldText(each.name) === foldText(name));
    if (track === undefined) {
      const names = [...tracks.values()].map((each) => each.name);
      const advice = names.length === 0 ? 'There are none yet.' : `There are: ${names.join(', ')}.`;
      return { problem: `There is no track “${name}”. ${advice}` };
    }
    ids.push(track.id);
  }
  return { event: { ...event, tracks: ids } };
}

function withDetail(event: DossierEvent, given: string): Changed {
  const orNull = given === '' ? null : given;
  switch (event.kind) {
    case 'meeting':
      return { event: { ...event, format: given } };
    case 'statement':
      return { event: { ...event, stance: orNull } };
    case 'document':
      return { event: { ...event, status: given } };
    case 'deadline':
      return { event: { ...event, outcome: given } };
    case 'sanction':
      return { event: { ...event, programme: orNull } };
    case 'waiver':
      return { event: { ...event, scope: orNull } };
    case 'action':
      return { problem: 'An action has no detail of its own.' };
  }
}

function listed(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}

/** The values a cell is chosen from, where only some will do; empty where anything may be written. */
export function choicesFor(event: DossierEvent, column: TableColumn, { dossier }: TableGround): readonly string[] {
  if (column === 'tracks') return Array.from(dossier.tracks.values(), ({ name }) => name);
  if (column === 'importance') return ['1', '2', '3', '4', '5'];
  if (column !== 'detail') return [];
  switch (event.kind) {
    case 'meeting':
      return meetingFormats;
    case 'statement':
      return statementStances;
    case 'document':
      return documentStatuses;
    case 'deadline':
      return deadlineOutcomes;
    default:
      return [];
  }
}

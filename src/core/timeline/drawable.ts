import { countdownInWords } from '#core/dates/countdown';
import { dueOf, type Due } from '#core/dates/deadline';
import { readEdtf } from '#core/dates/edtf';
import type { DateReading } from '#core/dates/reading';
import { dateInWords } from '#core/dates/words';
import { msToDay } from '#core/dates/calendar-day';
import { isDerived } from '#core/model/deadline-rule';
import type { Dossier } from '#core/model/dossier';
import type { Deadline, DossierEvent, EventKind, Statement } from '#core/model/event';
import type { ShownStanding } from '#core/model/view';
import { isPlanned, standingOfEvent } from '#core/query/standing';
import { markOf, type Mark } from '#core/timeline/mark';
import { ruleInWords } from '#core/timeline/rule-words';

/** Why an event does not stand on the axis: not yet dated, waiting on another, past but unknown, or beyond year 9999. */
export type Absence = 'not-yet' | 'conditional' | 'unknown' | 'beyond';

/** Where an event stands in time: on the axis, or beside it and why. */
export type Standpoint =
  | { readonly on: 'axis'; readonly mark: Mark }
  | { readonly on: 'side'; readonly absence: Absence; readonly waitsOn: string | null };

/** An event as the timeline shows it: what is drawn, in words and in form, free of any scale. */
export interface Drawable {
  readonly id: string;
  readonly kind: EventKind;
  readonly standing: ShownStanding;
  readonly planned: boolean;
  readonly standpoint: Standpoint;
  /** The short name; the event's label, or its title where it has none. */
  readonly name: string;
  readonly title: string;
  /** What stands after the name: a short date, a statement's stance. */
  readonly detail: string;
  /** A statement's; null for anything else. */
  readonly stance: Statement['stance'];
  /** The date as it is read out in full. */
  readonly dateInFull: string;
  /** On the pole of a derived deadline: the countdown, or its outcome. */
  readonly flag: string | null;
  readonly provisionCount: number;
  /** The sanctions that a waiver suspends. */
  readonly suspends: readonly string[];
}

/**
 * What an event looks like on the timeline on a given day. Where a deadline stands is when it is due. Dates of `today`'s
 * year leave the year out; every other keeps it.
 */
export function drawableOf(event: DossierEvent, dossier: Dossier, today: number): Drawable {
  const { due, reading, standpoint } = placeInTime(event, dossier.events);
  return {
    id: event.id,
    kind: event.kind,
    standing: standingOfEvent(event, dossier).shown,
    planned: isPlanned(event, dossier, today),
    standpoint,
    name: event.label ?? event.title,
    title: event.title,
    detail: detailOf(event, reading, standpoint, today),
    stance: event.kind === 'statement' ? event.stance : null,
    dateInFull: reading === null ? absenceInWords(event) : dateInWords(reading, 'long'),
    flag: event.kind === 'deadline' && due !== null ? flagOf(event, due, today) : null,
    provisionCount: event.kind === 'document' ? event.provisions.length : 0,
    suspends: event.kind === 'waiver' ? suspendedBy(event) : [],
  };
}

/** Where an event stands in time, with the reading that says so; `due` is a deadline's, null for anything else. */
export function placeInTime(event: DossierEvent, events: Dossier['events']) {
  const due = event.kind === 'deadline' ? dueOf(event, events) : null;
  const reading = due === null ? (event.date === null ? null : readEdtf(event.date)) : readingOf(due);
  return { due, reading, standpoint: standpointOf(event, reading, due) };
}

function suspendedBy({ relations }: DossierEvent): string[] {
  return relations.filter(({ type }) => type === 'suspends').map(({ event }) => event);
}

function readingOf(due: Due): DateReading | null {
  return due.state === 'dated' ? due.reading : null;
}

function standpointOf(event: DossierEvent, reading: DateReading | null, due: Due | null): Standpoint {
  if (due?.state === 'conditional') return { on: 'side', absence: 'conditional', waitsOn: due.waitsOn };
  if (reading === null) {
    return { on: 'side', absence: event.undated === 'unknown' ? 'unknown' : 'not-yet', waitsOn: null };
  }
  if (!reading.isDrawable) return { on: 'side', absence: 'beyond', waitsOn: null };
  if (due?.state === 'dated' && due.derived) {
    return { on: 'axis', mark: { shape: 'outline', from: reading.span.from, to: reading.span.to } };
  }
  return { on: 'axis', mark: markOf(reading, event.clock?.time ?? null) };
}

function detailOf(event: DossierEvent, reading: DateReading | null, standpoint: Standpoint, today: number): string {
  if (reading === null) return absenceInWords(event);
  const date = withoutYearOf(today, dateInWords(reading, 'short'));
  if (event.kind === 'statement' && event.stance !== null) {
    // A band already shows the month it lies in; the stance is what the reader still lacks.
    const isBand = standpoint.on === 'axis' && standpoint.mark.shape === 'band';
    return isBand ? event.stance : `${date}, ${event.stance}`;
  }
  // A waiver's date is when it was issued; when it holds shows in the sanction.
  if (event.kind === 'waiver' && reading.nature === 'moment') return `issued ${date}`;
  if (event.kind === 'sanction' && reading.nature === 'period' && reading.isEndOpen) return `${date}, in force`;
  if (event.kind === 'deadline' && !isDerived(event.rule) && event.outcome === 'open') {
    return `${date}, ${countdownInWords(reading, today)}`;
  }
  return date;
}

function absenceInWords(event: DossierEvent): string {
  if (event.kind === 'deadline' && isDerived(event.rule)) return ruleInWords(event.rule);
  return event.undated === 'unknown' ? 'date unknown' : 'no date yet';
}

function flagOf(event: Deadline, due: Due, today: number): string | null {
  if (due.state === 'conditional' || !due.derived) return null;
  return event.outcome === 'open' ? countdownInWords(due.reading, today) : event.outcome;
}

function withoutYearOf(today: number, words: string): string {
  return words.replace(new RegExp(` ${msToDay(today).year}(?=\\??$)`), '');
}

import { assertNever } from '#core/parley-error';
import { compareReadings } from '#core/dates/compare';
import { clockCountdownInWords, countdownInWords } from '#core/dates/countdown';
import { dueOf, type Due } from '#core/dates/deadline';
import { isPastDue, type Now } from '#core/dates/due-moment';
import type { Deadline, DossierEvent } from '#core/model/event';
import { compareNames } from '#core/query/order';

/** How a deadline stands, the most urgent first. */
export const deadlineStates = ['overdue', 'due', 'conditional', 'met', 'lapsed', 'extended', 'withdrawn'] as const;
/** One of `deadlineStates`: *due* is still ahead, *lapsed* was missed, *conditional* waits on what has not happened. */
export type DeadlineState = (typeof deadlineStates)[number];

/** What each state is called. */
export const deadlineStateLabels: Readonly<Record<DeadlineState, string>> = {
  overdue: 'Overdue',
  due: 'Due',
  conditional: 'Conditional',
  met: 'Met',
  lapsed: 'Lapsed',
  extended: 'Extended',
  withdrawn: 'Withdrawn',
};

/** A deadline with when it is due and how it stands. */
export interface DeadlineEntry {
  readonly deadline: Deadline;
  readonly due: Due;
  readonly state: DeadlineState;
  /** "5 days at most", for a deadline that is open and has a date; null for any other. */
  readonly countdown: string | null;
}

/**
 * The deadlines among some events, in order of urgency: by state, then by the day on which they must be done at the
 * latest, then by title. `allEvents` holds what they are counted from.
 */
export function deadlinesAmong(
  events: Iterable<DossierEvent>,
  allEvents: ReadonlyMap<string, DossierEvent>,
  now: Now,
): DeadlineEntry[] {
  const deadlines = [...events].filter((event) => event.kind === 'deadline');
  return deadlines.map((deadline) => entryOf(deadline, allEvents, now)).sort(compareUrgency);
}

/**
 * The deadline that most needs attention: of the open ones with a date the one overdue longest, else the next due; null
 * where there is none.
 */
export function nextDeadline(
  events: Iterable<DossierEvent>,
  allEvents: ReadonlyMap<string, DossierEvent>,
  now: Now,
): DeadlineEntry | null {
  let next: DeadlineEntry | null = null;
  for (const event of events) {
    if (event.kind !== 'deadline' || event.outcome !== 'open') continue;
    const entry = entryOf(event, allEvents, now);
    if (entry.state !== 'conditional' && (next === null || compareUrgency(entry, next) < 0)) next = entry;
  }
  return next;
}

function entryOf(deadline: Deadline, allEvents: ReadonlyMap<string, DossierEvent>, now: Now): DeadlineEntry {
  const due = dueOf(deadline, allEvents);
  const state = stateOf(deadline, due, now);
  return { deadline, due, state, countdown: countdownOf(deadline, due, now) };
}

/** How far off an open deadline is; to the minute where it has an hour. Null for one without a date and one settled. */
export function countdownOf({ outcome, clock }: Deadline, due: Due, now: Now): string | null {
  if (due.state === 'conditional' || outcome !== 'open') return null;
  const { reading } = due;
  return clock === null ? countdownInWords(reading, now.today) : clockCountdownInWords(reading, clock, now);
}

function stateOf({ outcome, clock }: Deadline, due: Due, now: Now): DeadlineState {
  switch (outcome) {
    case 'open':
      if (due.state === 'conditional') return 'conditional';
      return isPastDue(due.reading, clock, now) ? 'overdue' : 'due';
    case 'missed':
      return 'lapsed';
    case 'met':
    case 'extended':
    case 'withdrawn':
      return outcome;
    default:
      return assertNever(outcome);
  }
}

function compareUrgency(a: DeadlineEntry, b: DeadlineEntry): number {
  return (
    deadlineStates.indexOf(a.state) - deadlineStates.indexOf(b.state) ||
    latestDay(a.due) - latestDay(b.due) ||
    compareReadings(readingOf(a.due), readingOf(b.due)) ||
    compareNames(a.deadline.title, b.deadline.title) ||
    (a.deadline.id < b.deadline.id ? -1 : 1)
  );
}

function readingOf(due: Due) {
  return due.state === 'dated' ? due.reading : null;
}

// Not infinity, whose difference to itself is not a number.
function latestDay(due: Due): number {
  return readingOf(due)?.span.to ?? Number.MAX_VALUE;
}

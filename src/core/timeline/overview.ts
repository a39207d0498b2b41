import { UTCDate } from '@date-fns/utc';
import { differenceInMonths } from 'date-fns/differenceInMonths';
import { counted } from '#core/counted';
import { dayMs, dayToMs, msToDay } from '#core/dates/calendar-day';
import { placementOf } from '#core/dates/deadline';
import type { DateReading } from '#core/dates/reading';
import { eventKinds, type DossierEvent, type EventKind } from '#core/model/event';
import { drawnYears, type TimeWindow } from '#core/timeline/scale';

/** The events of one stretch of the overview: a month, or as many whole months as keep the stretches countable. */
export interface OverviewBin extends TimeWindow {
  readonly count: number;
  readonly counts: Readonly<Record<EventKind, number>>;
}

/** The whole dossier at a glance, free of what part of it is in view. */
export interface Overview {
  /** From the year of the first event to a little after the last one or today. */
  readonly window: TimeWindow;
  /** In order of time, without those that hold nothing. */
  readonly bins: readonly OverviewBin[];
  /** The most events that one bin holds; 0 when nothing has a date. */
  readonly most: number;
  /** Since when and until today sanctions without an end have been in force; null when there are none. */
  readonly sanctioned: TimeWindow | null;
  /** The longest stretch up to today in which nothing is recorded; null when none is worth a word. */
  readonly silence: TimeWindow | null;
  readonly undatedCount: number;
}

const leastMonths = 12;
const mostBins = 200;
/** How many months a bin may hold, from fine to coarse. */
const binMonths = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
/** A stretch shorter than this part of the whole is no silence. */
const leastSilence = 1 / 20;

/**
 * What the overview shows of these events. An event counts once, where its date begins: a period in its first month, what
 * happened before a day in that day's month. A silence is broken by every day on which something may have happened; a
 * sanction in force breaks it with its first and its last day alone. `all` are the dossier's events, from which deadlines
 * are worked out; `today` is a UTC midnight.
 */
export function overviewOf(
  events: Iterable<DossierEvent>,
  all: ReadonlyMap<string, DossierEvent>,
  today: number,
): Overview {
  const dated: { kind: EventKind; reading: DateReading; at: number }[] = [];
  let undatedCount = 0;
  for (const event of events) {
    const reading = placementOf(event, all);
    if (reading === null) undatedCount += 1;
    else if (reading.isDrawable) dated.push({ kind: event.kind, reading, at: beginningOf(reading) });
  }
  dated.sort((a, b) => a.at - b.at);

  const window = windowOf(dated, today);
  const bins = binsOf(dated, window);
  const inForce = dated.find(
    ({ kind, reading, at }) => kind === 'sanction' && reading.nature === 'period' && reading.isEndOpen && at < today,
  );
  return {
    window,
    bins,
    most: bins.reduce((most, { count }) => Math.max(most, count), 0),
    sanctioned: inForce === undefined ? null : { from: inForce.at, to: today },
    silence: longestSilence(dated, window, today),
    undatedCount,
  };
}

/** How long a stretch is, in its two coarsest units of calendar time: "3 years 7 months", "1 year", "12 days". */
export function stretchInWords({ from, to }: TimeWindow): string {
  const months = differenceInMonths(new UTCDate(to), new UTCDate(from));
  const years = Math.floor(months / 12);
  const parts = [
    ...(years > 0 ? [counted(years, 'year')] : []),
    ...(months % 12 > 0 ? [counted(months % 12, 'month')] : []),
  ];
  return parts.length > 0 ? parts.join(' ') : counted(Math.round((to - from) / dayMs), 'day');
}

/** Where lists and lanes put a date, too: at its earliest day, or without one at its latest. */
function beginningOf({ span }: DateReading): number {
  return span.from ?? (span.to === null ? 0 : span.to - dayMs);
}

interface Dated {
  readonly kind: EventKind;
  readonly reading: DateReading;
  readonly at: number;
}

function windowOf(dated: readonly Dated[], today: number): TimeWindow {
  const first = Math.min(dated[0]?.at ?? today, today);
  const last = dated.reduce((latest, { reading, at }) => Math.max(latest, reading.span.to ?? at), today);
  const from = dayToMs({ year: msToDay(first).year, month: 1, day: 1 });
  const room = (last - from) / 10;
  const { year, month } = msToDay(Math.min(last + room, drawnYears.to - dayMs));
  const to = dayToMs({ year, month: month + 1, day: 1 });
  return { from, to: Math.max(to, dayToMs({ year: msToDay(from).year, month: 1 + leastMonths, day: 1 })) };
}

function binsOf(dated: readonly Dated[], window: TimeWindow): OverviewBin[] {
  const first = monthOf(window.from);
  const length = monthOf(window.to) - first;
  const months = binMonths.find((each) => length / each <= mostBins) ?? binMonths.at(-1) ?? 1;
  const bins = new Map<number, Record<EventKind, number>>();
  for (const { kind, at } of dated) {
    const index = Math.floor((monthOf(at) - first) / months);
    let counts = bins.get(index);
    if (counts === undefined) bins.set(index, (counts = noCounts()));
    counts[kind] += 1;
  }
  return [...bins].map(([index, counts]) => ({
    from: monthToMs(first + index * months),
    to: monthToMs(first + (index + 1) * months),
    counts,
    count: eventKinds.reduce((sum, kind) => sum + counts[kind], 0),
  }));
}

function noCounts(): Record<EventKind, number> {
  return { meeting: 0, sanction: 0, waiver: 0, deadline: 0, statement: 0, document: 0, action: 0 };
}

function longestSilence(dated: readonly Dated[], window: TimeWindow, today: number): TimeWindow | null {
  const stretches = dated.flatMap(eventfulOf).sort((a, b) => a.from - b.from);
  let longest: TimeWindow | null = null;
  let reach = Infinity;
  for (const { from, to } of stretches) {
    if (from > today) break;
    if (from - reach > (longest === null ? (window.to - window.from) * leastSilence : longest.to - longest.from)) {
      longest = { from: reach, to: from };
    }
    reach = reach === Infinity ? to : Math.max(reach, to);
  }
  return longest;
}

/** The days of an event on which something may have happened; where it has no bound, the day next to that. */
function eventfulOf({ kind, reading, at }: Dated): TimeWindow[] {
  const { from, to } = reading.span;
  const start = reading.nature === 'period' ? (reading.start?.span.to ?? null) : null;
  const end = reading.nature === 'period' ? (reading.end?.span ?? null) : null;
  if (from === null || to === null) return [{ from: at, to: start ?? at + dayMs }];
  if (kind !== 'sanction' || start === null) return [{ from, to }];
  return [
    { from, to: start },
    { from: end?.from ?? to - dayMs, to },
  ];
}

function monthOf(ms: number): number {
  const { year, month } = msToDay(ms);
  return year * 12 + month - 1;
}

function monthToMs(month: number): number {
  return dayToMs({ year: 0, month: month + 1, day: 1 });
}

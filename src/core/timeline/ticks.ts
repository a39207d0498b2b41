import { dayMs, dayToMs, msToDay } from '#core/dates/calendar-day';
import { english, type DateLanguage } from '#core/dates/date-language';
import { yearName } from '#core/dates/date-name';
import { drawnYears } from '#core/timeline/scale';

/** A place on the axis and its words. An empty label is a line without words. */
export interface Tick {
  readonly ms: number;
  readonly label: string;
}

/**
 * The axis of one window. Minor ticks lie within the window. Major ticks head the stretch that follows them; the first
 * one heads the stretch in which the window begins, so it may lie before it, and its words belong at the window's edge.
 */
export interface AxisTicks {
  readonly major: readonly Tick[];
  readonly minor: readonly Tick[];
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** Monday 5 January 1970: weeks are counted from it. */
const mondayMs = 4 * dayMs;
/** The widest a character of an axis label is drawn, with the room a label keeps to its right. */
const characterPx = 7;
const labelGapPx = 14;

/** Generates the instants of a step from the last one at or before `from`, up to and including `to`. */
type Walk = (from: number, to: number) => number[];

interface Step {
  readonly walk: Walk;
  /** The step's usual length, to judge how many fit. */
  readonly lengthMs: number;
  /** The least room between two ticks of this step. */
  readonly leastPx: number;
  readonly label: (ms: number, language: DateLanguage) => string;
  readonly major: Major;
}

interface Major {
  readonly walk: Walk;
  /** `isFirst` asks for the form that stands alone, with its year. */
  readonly label: (ms: number, isFirst: boolean, language: DateLanguage) => string;
}

/**
 * The ticks for a window spread over a width in pixels: the finest of minute, hour, day, Monday, month, quarter, year,
 * decade, century and their multiples that leaves each label its room. All arithmetic is in UTC, so that calendar days
 * are the same on every machine; years before 1 read "44 BCE" (astronomical -43).
 */
export function ticksFor(fromMs: number, toMs: number, widthPx: number, language = english): AxisTicks {
  const msPerPx = (toMs - fromMs) / widthPx;
  const step = steps.find((candidate) => candidate.lengthMs / msPerPx >= candidate.leastPx) ?? coarsest;
  const minor = step
    .walk(fromMs, toMs)
    .filter((ms) => ms >= fromMs)
    .map((ms) => ({ ms, label: step.label(ms, language) }));
  return { major: labelMajors(step.major, fromMs, toMs, msPerPx, language), minor };
}

function labelMajors(major: Major, fromMs: number, toMs: number, msPerPx: number, language: DateLanguage): Tick[] {
  const starts = major.walk(fromMs, toMs);
  let isFirst = true;
  return starts.map((ms, index) => {
    const label = major.label(ms, isFirst, language);
    const roomPx = ((starts[index + 1] ?? toMs) - Math.max(ms, fromMs)) / msPerPx;
    // The next label carries the year when the window begins too near a boundary for the first to be written; one that
    // begins too near the window's end would be cut off.
    if (roomPx < label.length * characterPx + labelGapPx) return { ms, label: '' };
    isFirst = false;
    return { ms, label };
  });
}

function every(lengthMs: number, originMs = 0): Walk {
  return (from, to) => {
    const instants = [];
    for (let ms = originMs + Math.floor((from - originMs) / lengthMs) * lengthMs; ms <= to; ms += lengthMs) {
      instants.push(ms);
    }
    return instants;
  };
}

function everyMonths(months: number): Walk {
  return (from, to) => {
    const first = msToDay(from);
    const instants = [];
    for (let count = Math.floor((first.year * 12 + first.month - 1) / months) * months; ; count += months) {
      const ms = dayToMs({ year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1, day: 1 });
      if (ms > to) return instants;
      instants.push(ms);
    }
  };
}

/** Round years as they are written: 20 BCE, 10 BCE, 1, 10, 20. There is no year 0 to write. */
function everyYears(years: number): Walk {
  return (from, to) => {
    const first = msToDay(from).year;
    const instants = [];
    for (let year = roundYearAtOrBefore(first, years); ; year = nextRoundYear(year, years)) {
      const ms = yearToMs(year);
      if (ms > to) return instants;
      instants.push(ms);
    }
  };
}

function roundYearAtOrBefore(year: number, step: number): number {
  if (year >= step) return Math.floor(year / step) * step;
  if (year >= 1) return 1;
  return 1 - Math.ceil((1 - year) / step) * step;
}

function nextRoundYear(year: number, step: number): number {
  if (year === 1) return step === 1 ? 2 : step;
  if (year > 1) return year + step;
  const next = year + step;
  return next > 0 ? 1 : next;
}

function yearToMs(year: number): number {
  return dayToMs({ year, month: 1, day: 1 });
}

function yearLabel(ms: number, language: DateLanguage): string {
  return yearName(msToDay(ms).year, language);
}

function clockLabel(ms: number): string {
  const minutes = Math.floor((ms - Math.floor(ms / dayMs) * dayMs) / minuteMs);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const dayMajor: Major = {
  walk: every(dayMs),
  label: (ms, isFirst, language) => {
    const day = msToDay(ms);
    const hasYear = isFirst || (day.month === 1 && day.day === 1);
    return hasYear ? language.day(day, yearName(day.year, language), 'long') : language.dayOfMonth(day, 'long');
  },
};

const monthMajor: Major = {
  walk: everyMonths(1),
  label: (ms, isFirst, language) => {
    const { year, month } = msToDay(ms);
    const hasYear = isFirst || month === 1;
    return hasYear ? language.monthOfYear(month, yearName(year, language), 'long').text : language.month(month, 'long');
  },
};

const yearMajor: Major = {
  walk: everyYears(1),
  label: (ms, _, language) => yearLabel(ms, language),
};

const commonEra = yearToMs(1);

/**
 * Heads years by their decade or century ("2020s"); where years before the Common Era are in view, by era alone, because
 * their decades count backwards and begin a year apart from ours.
 */
function yearsMajor(count: number): Major {
  return {
    walk: (from, to) => {
      if (from >= commonEra) return everyYears(count)(from, to);
      return to >= commonEra ? [drawnYears.from, commonEra] : [drawnYears.from];
    },
    label: (ms, _, language) => {
      if (ms < commonEra) return language.beforeEra;
      return ms === commonEra ? language.era : language.decade(msToDay(ms).year);
    },
  };
}

function minutes(count: number, leastPx: number): Step {
  return { walk: every(count * minuteMs), lengthMs: count * minuteMs, leastPx, label: clockLabel, major: dayMajor };
}

function years(count: number, leastPx: number): Step {
  const majorCount = count < 10 ? 10 : count < 100 ? 100 : 1000;
  return {
    walk: everyYears(count),
    lengthMs: count * 365.25 * dayMs,
    leastPx,
    label: yearLabel,
    major: yearsMajor(majorCount),
  };
}

const coarsest = years(1000, 64);

/** From fine to coarse. */
const steps: readonly Step[] = [
  ...[1, 5, 15, 30].map((count) => minutes(count, 56)),
  ...[1, 3, 6, 12].map((count) => minutes((count * hourMs) / minuteMs, 56)),
  { walk: every(dayMs), lengthMs: dayMs, leastPx: 26, label: dayLabel, major: monthMajor },
  { walk: every(7 * dayMs, mondayMs), lengthMs: 7 * dayMs, leastPx: 32, label: dayLabel, major: monthMajor },
  { walk: everyMonths(1), lengthMs: 30 * dayMs, leastPx: 40, label: monthLabel, major: yearMajor },
  { walk: everyMonths(3), lengthMs: 91 * dayMs, leastPx: 40, label: monthLabel, major: yearMajor },
  ...[1, 2, 5, 10, 50, 100, 500].map((count) => years(count, 64)),
  coarsest,
];

function dayLabel(ms: number): string {
  return String(msToDay(ms).day);
}

function monthLabel(ms: number, language: DateLanguage): string {
  return language.month(msToDay(ms).month, 'short');
}

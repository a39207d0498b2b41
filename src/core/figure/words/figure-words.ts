import type { DateLanguage } from '#core/dates/date-language';
import type { deadlineOutcomes, EventKind, statementStances } from '#core/model/event';
import type { DerivedRule } from '#core/model/deadline-rule';
import type { ShownStanding } from '#core/model/view';

/** The verbs of the lines between events, read along the line; a waiver is what something is covered by or suspended for. */
export type RelationWord =
  | 'produces'
  | 'covers'
  | 'suspends'
  | 'suspended-for'
  | 'superseded-by'
  | 'amended-by'
  | 'fulfils'
  | 'violates'
  | 'contradicts';

/** How many events a standfirst speaks of, and of what sort. */
export interface Counts {
  readonly events: number;
  readonly lanes: number;
  readonly months: number;
  readonly years: number;
  readonly disputed: number;
  readonly waiting: number;
}

/** Everything that a figure says of its own accord, in one language. What the record says stays as it is written. */
export interface FigureWords {
  readonly dates: DateLanguage;
  readonly kinds: Readonly<Record<EventKind, string>>;
  readonly kindsOfMany: Readonly<Record<EventKind, string>>;
  readonly stances: Readonly<Record<(typeof statementStances)[number], string>>;
  readonly outcomes: Readonly<Record<(typeof deadlineOutcomes)[number], string>>;
  readonly standings: Readonly<Record<ShownStanding, string>>;
  readonly legend: {
    readonly dayNotKnown: string;
    readonly fromRule: string;
    readonly reported: string;
  };
  readonly planned: string;
  readonly relations: Readonly<Record<RelationWord, string>>;
  readonly sources: string;
  readonly noDateYet: string;
  readonly noTrack: string;
  readonly noActor: string;
  readonly noEvent: string;
  readonly noSource: string;
  readonly asKnown: (day: string) => string;
  readonly dueOn: (day: string) => string;
  readonly dueBy: (day: string) => string;
  /** A deadline's rule with the name of what it hangs on: "within 100 days of entry into force of Terms". */
  readonly rule: (rule: DerivedRule, anchor: string) => string;
  readonly more: (count: number, names: string) => string;
  readonly moreSources: (count: number) => string;
  readonly notDrawn: (names: string) => string;
  readonly dateNotGiven: string;
  readonly notGraded: string;
  /** How many of the events rest on one source; `single` of `events`, of which there is at least one. */
  readonly singleSource: (single: number, events: number) => string;
  readonly credit: (dossier: string, day: string) => string;
  /** "October to November 2025". */
  readonly period: (from: string, to: string) => string;
  readonly standfirst: (counts: Counts, period: string | null) => string;
  readonly description: (events: number, lanes: number, isDownward: boolean) => string;
  /** The length of a break in the axis, in whole years or months. */
  readonly years: (count: number) => string;
  readonly months: (count: number) => string;
}

/** The units of a rule's offset, as its letters. */
export type OffsetUnit = 'Y' | 'M' | 'W' | 'D' | 'B';

/** The parts of an offset such as `P1M2W`: how many of which unit; business days count as `B`. */
export function partsOfOffset({ offset, count }: DerivedRule): { amount: number; unit: OffsetUnit }[] {
  return [...offset.matchAll(/(\d+)([YMWD])/g)].map(([, amount = '', unit = '']) => ({
    amount: Number(amount),
    unit: unit === 'D' && count === 'business' ? 'B' : (unit as OffsetUnit),
  }));
}

/** A calendar day, with no time zone: `year` is astronomical (0 is 1 BCE), `month` 1 to 12, `day` 1 to 31. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * A run of whole days, as UTC midnights in milliseconds: `from` is the start of the first day, `to` the end of the last
 * (the next midnight), so that a single day is 86,400,000 ms long. `null` stands for a side nothing bounds.
 */
export interface DaySpan {
  readonly from: number | null;
  readonly to: number | null;
}

/** How finely one end of a date is given. `set` is a list or span of alternatives, `[a..b]` or `{a,b}`. */
export type Precision = 'day' | 'month' | 'season' | 'year' | 'decade' | 'century' | 'millennium' | 'set';

/** One end of a period, or the whole of a moment: the days it may be, and how sure its writer was. */
export interface DateEdge {
  /** The days on which it may fall; both null where they lie beyond what a JavaScript time value can hold. */
  readonly span: DaySpan;
  readonly precision: Precision;
  /** `~` or `%`: about. */
  readonly isApproximate: boolean;
  /** `?` or `%`: unsure. */
  readonly isUncertain: boolean;
}

/**
 * What an EDTF string says, ready to draw, sort and filter; the string itself stays the record.
 *
 * A *moment* happened on some one day within `edge.span`: `2025-10-24`, `2025-11`, `[..2025-10-23]`.
 * A *period* lasted from one day to another: `2025-10-24/2025-10-26`, `2022-02/..`. A null end is open (`..`) or unknown
 * (nothing written), which `isStartOpen` and `isEndOpen` tell apart.
 * "Late October", `2025-10-21~/2025-10-31~`, is by the record's convention a moment somewhere in an approximate span:
 * an interval both of whose ends are approximate days reads as a moment, with both its edges approximate.
 *
 * Source: ISO 8601-2:2019 and the EDTF specification of the Library of Congress, levels 0 to 2.
 */
export type DateReading = MomentReading | PeriodReading;

/** A date that fell on some one day; see `DateReading`. */
export interface MomentReading {
  readonly nature: 'moment';
  readonly edtf: string;
  readonly edge: DateEdge;
  /** The whole extent, from the first possible day to the last. */
  readonly span: DaySpan;
  /** At least one side is bounded, and every bound lies in the years -9999 to 9999; otherwise listed, never drawn. */
  readonly isDrawable: boolean;
}

/** A date that lasted from one day to another; see `DateReading`. */
export interface PeriodReading {
  readonly nature: 'period';
  readonly edtf: string;
  readonly start: DateEdge | null;
  readonly end: DateEdge | null;
  readonly isStartOpen: boolean;
  readonly isEndOpen: boolean;
  /** The whole extent, from the first possible day of the start to the last possible day of the end. */
  readonly span: DaySpan;
  /** At least one side is bounded, and every bound lies in the years -9999 to 9999; otherwise listed, never drawn. */
  readonly isDrawable: boolean;
}

import * as v from 'valibot';
import { isKnownCalendar } from '#core/dates/holiday-calendar';
import { EdtfDate } from '#core/model/date';
import { Id } from '#core/model/text';

/** ISO 8601 duration of whole years, months, weeks and days: P100D, P1W, P1M. */
export const Offset = v.pipe(
  v.string('must be text'),
  v.regex(/^P(?=\d)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?$/, 'must be a duration such as P100D, P1W or P1M'),
);

/** The moments of an event that a deadline can be counted from. */
export const moments = ['starts', 'ends', 'takes-effect'] as const;
/** One of `moments`. */
export const Moment = v.picklist(moments, `must be one of ${moments.join(', ')}`);
export type Moment = v.InferOutput<typeof Moment>;

/** Due on a date that was given. */
export const FixedRule = v.strictObject({ on: EdtfDate });
export type FixedRule = v.InferOutput<typeof FixedRule>;

/** Due at an offset from another event: within it, or not before it. */
export const DerivedRule = v.strictObject({
  relation: v.picklist(['within', 'after'], 'must be within or after'),
  offset: Offset,
  from: v.strictObject({ event: Id, moment: Moment }),
  count: v.picklist(['calendar', 'business'], 'must be calendar or business'),
  /** The holiday calendar that business days skip, as a country code; null skips weekends alone. */
  calendar: v.nullable(
    v.pipe(
      v.string('must be text'),
      v.check(isKnownCalendar, 'must be a country whose holidays are known, such as US, or null'),
    ),
  ),
});
export type DerivedRule = v.InferOutput<typeof DerivedRule>;

/**
 * When a deadline falls: on a date, or at an offset from another event. The form is chosen by what is written, so that
 * a fault is named in the form that was meant rather than in both.
 */
export const DeadlineRule = v.lazy((input): v.GenericSchema<DeadlineRule> => {
  const isMeantAsDerived = typeof input === 'object' && input !== null && ('from' in input || 'relation' in input);
  return isMeantAsDerived ? DerivedRule : FixedRule;
});
export type DeadlineRule = FixedRule | DerivedRule;

/** Whether a rule hangs on another event. */
export function isDerived(rule: DeadlineRule): rule is DerivedRule {
  return 'from' in rule;
}

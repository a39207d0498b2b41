import * as v from 'valibot';
import { dayMs, nearestDay, parseDay } from '#core/dates/calendar-day';
import { parseEdtf } from '#core/dates/edtf';
import { Day } from '#core/model/date';
import type { Dossier } from '#core/model/dossier';
import type { Grouping, View } from '#core/model/view';
import { everything, rangeBetween, type Selection } from '#core/query/selection';
import { findView } from '#core/query/view';
import { UsageError } from './command';

/** The options that say what of a dossier is exported. */
export const selectionOptions = {
  view: { value: 'NAME', help: 'a saved view, by its name or id: its filters, window and lanes' },
  from: { value: 'DATE', help: 'first day shown, such as 2025-10-24; of a month (2025-10) or a year, its first' },
  to: { value: 'DATE', help: 'last day shown; of a month or a year, its last' },
  'as-of': { value: 'DATE', help: 'as it was known on that day, from what had been reported by then' },
} as const;

type Given = { readonly [N in keyof typeof selectionOptions]: string | undefined };

interface SelectionGiven {
  readonly selection: Selection;
  readonly grouping: Grouping;
  readonly asKnownOn: string | null;
}

/** What the options take from a dossier; an option that is given outweighs what the view says. */
export function readSelection(dossier: Dossier, given: Given): SelectionGiven {
  const view = given.view === undefined ? null : findView(dossier, given.view);
  const asOf = given['as-of'];
  return {
    selection: {
      ...everything,
      filters: view?.filters ?? everything.filters,
      range: rangeOf(dossier, given, view?.window ?? null),
    },
    grouping: view?.grouping ?? 'track',
    asKnownOn: asOf === undefined ? (view?.asKnownOn ?? null) : readDay(asOf),
  };
}

function readDay(text: string): string {
  const day = v.safeParse(Day, text);
  if (day.success) return day.output;
  throw new UsageError(`--as-of ${day.issues[0].message}; "${text}" is not.`);
}

/** The days asked for; a side left out is the view's, or reaches as far as the dossier's dates do. */
function rangeOf(dossier: Dossier, given: Pick<Given, 'from' | 'to'>, window: View['window']): Selection['range'] {
  const from = given.from === undefined ? null : readBound('from', 'from', given.from);
  const to = given.to === undefined ? null : readBound('to', 'to', given.to);
  const range = rangeBetween(from, to, window, dossier);
  if (range === null || parseDay(range.from) <= parseDay(range.to)) return range;
  throw new UsageError('No day lies between --from and --to.');
}

/** The first day of a date that an option gives, for `from`, or its last, for `to`, as UTC midnight in milliseconds. */
export function readBound(option: string, side: 'from' | 'to', text: string): number {
  const parsed = parseEdtf(text);
  if (!parsed.ok) throw new UsageError(`--${option} ${parsed.problem}.`);
  const bound = parsed.reading.span[side];
  if (bound === null) {
    throw new UsageError(`--${option}: "${text}" has no ${side === 'from' ? 'first' : 'last'} day. Give one that has.`);
  }
  const day = side === 'from' ? bound : bound - dayMs;
  if (day === nearestDay(day)) return day;
  throw new UsageError(`--${option}: "${text}" lies beyond the years -9999 to 9999. Give a date within them.`);
}

import { xOf, type TimeAxis } from '#core/figure/axis';
import type { Setting } from '#core/figure/setting';

/** What every item of a figure is placed against. */
export interface Ground {
  readonly axis: TimeAxis;
  /** Today, or the day as known; it may not run through a label. */
  readonly todayX: number | null;
  readonly today: number;
  readonly setting: Setting;
  /** Whether the headings of the axis name single months, so that a label need not. */
  readonly hasMonthHeadings: boolean;
}

/** Whether text may stand between two places: on the page's time, and clear of the line that marks today. */
export function isClear(from: number, to: number, { axis, todayX }: Ground): boolean {
  if (from < axis.left || to > axis.right) return false;
  return todayX === null || to <= todayX - 3 || from >= todayX + 3;
}

/** The part of a stretch across the page that the line of today leaves to a text: the whole, or the wider side. */
export function roomBesideToday(left: number, right: number, { todayX }: Pick<Ground, 'todayX'>) {
  if (todayX === null || todayX < left || todayX > right) return { from: left, to: right };
  return todayX - left >= right - todayX ? { from: left, to: todayX - 5 } : { from: todayX + 5, to: right };
}

/** Where today falls across the page, or null when the axis does not show it. */
export function todayOn(axis: TimeAxis, today: number): number | null {
  const isShown = axis.pieces.some((piece) => today >= piece.from && today < piece.to);
  return isShown ? xOf(axis, today) : null;
}

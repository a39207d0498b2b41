/**
 * A CSS transform that moves something to a place on the axis, to a tenth of a pixel: less is noise, and would have the
 * browser draw it anew each time.
 */
export function moved(px: number): string {
  return `translateX(${inTenths(px)}px)`;
}

/** Pixels to a tenth, for the same reason. */
export function inTenths(px: number): number {
  return Math.round(px * 10) / 10;
}

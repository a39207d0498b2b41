import { dayMs } from '#core/dates/calendar-day';

/** Where days stand on the slider of "as known on". Positions are whole steps from 0 to `last`; each is one day. */
export interface KnownScale {
  readonly last: number;
  positionOf(day: number): number;
  dayAt(position: number): number;
}

// A stretch in which nothing was reported takes up this many steps at most, so that years of silence leave room for the
// days on which something came.
const longestGapSteps = 30;

/**
 * The scale from the first day on which a report came to `today`, a step a day; days as UTC midnights in milliseconds.
 * A long stretch without a report is shortened: there a step is several days. Days before the first stand at its place.
 */
export function knownScale(reportDays: readonly number[], today: number): KnownScale {
  const stops = [...reportDays.filter((day) => day < today), today];
  const positions = [0];
  for (let index = 1; index < stops.length; index++) {
    const gapDays = ((stops[index] ?? 0) - (stops[index - 1] ?? 0)) / dayMs;
    positions.push((positions[index - 1] ?? 0) + Math.min(gapDays, longestGapSteps));
  }
  const between = (from: readonly number[], to: readonly number[], value: number) => {
    const next = from.findIndex((each) => each >= value);
    const [high = 0, highTo = 0] = [from[next], to[next]];
    if (next <= 0) return next === 0 ? (to[0] ?? 0) : (to.at(-1) ?? 0);
    const [low = 0, lowTo = 0] = [from[next - 1], to[next - 1]];
    return lowTo + ((value - low) / (high - low)) * (highTo - lowTo);
  };
  return {
    last: positions.at(-1) ?? 0,
    positionOf: (day) => between(stops, positions, day),
    dayAt: (position) => Math.round(between(positions, stops, position) / dayMs) * dayMs,
  };
}

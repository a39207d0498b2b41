import * as v from 'valibot';
import { parseEdtf } from '#core/dates/edtf';

const isEdtf = (text: string) => parseEdtf(text).ok;

/** An EDTF date, levels 0 to 2, kept as written. */
export const EdtfDate = v.pipe(
  v.string('must be text'),
  v.check(isEdtf, (issue) => {
    const parsed = parseEdtf(issue.input);
    return parsed.ok ? 'is not a date' : parsed.problem;
  }),
);

/** One calendar day, `2025-12-02`. */
export const Day = v.pipe(
  v.string('must be text'),
  v.check((text) => {
    const parsed = parseEdtf(text);
    return (
      parsed.ok &&
      parsed.reading.nature === 'moment' &&
      parsed.reading.edge.precision === 'day' &&
      /^-?\d{4}-\d\d-\d\d$/.test(text)
    );
  }, 'must be a single day, such as 2025-12-02'),
);

const zones = new Map<string, boolean>();
/** There are some 600 names of zones; beyond that the names are made up, and none of them is worth remembering. */
const mostZones = 1000;

/** Remembered, because asking for a zone takes longer than reading the rest of an event. */
function isTimeZone(zone: string): boolean {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  const isKnown = canFormatIn(zone) && (zone.includes('/') || zone === 'UTC');
  if (zones.size < mostZones) zones.set(zone, isKnown);
  return isKnown;
}

function canFormatIn(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** An hour that matters: 24-hour time in an IANA zone. */
export const Clock = v.strictObject({
  time: v.pipe(v.string('must be text'), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 00:01 or 17:30')),
  zone: v.pipe(v.string('must be text'), v.check(isTimeZone, 'must be a time zone such as America/New_York')),
});
export type Clock = v.InferOutput<typeof Clock>;

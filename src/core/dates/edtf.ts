import { EdtfFault } from '#core/dates/edtf-fault';
import { readDate } from '#core/dates/edtf-date';
import { dayMs, msToDay } from '#core/dates/calendar-day';
import type { DateEdge, DateReading, DaySpan } from '#core/dates/reading';

/**
 * What `parseEdtf` found: a reading, or a clause that reads after a field's name ("date is not a date ..."), with the
 * reason alone ("November has 30 days").
 */
export type EdtfParse =
  | { readonly ok: true; readonly reading: DateReading }
  | { readonly ok: false; readonly problem: string; readonly reason: string };

const longest = 500;
const remembered = 2 ** 16;
const memory = new Map<string, EdtfParse>();

/**
 * Reads an EDTF string, levels 0 to 2 of the specification of the Library of Congress (ISO 8601-2:2019), without
 * date-times: the record's dates are calendar days. Never throws.
 */
export function parseEdtf(text: string): EdtfParse {
  const known = memory.get(text);
  if (known !== undefined) return known;
  const parsed = attempt(text);
  if (memory.size >= remembered) memory.clear();
  memory.set(text, parsed);
  return parsed;
}

/** Reads a string that has already been validated as EDTF. Throws an Error for any other: that is a bug. */
export function readEdtf(text: string): DateReading {
  const parsed = parseEdtf(text);
  if (!parsed.ok) throw new Error(`A date was read before it was checked: it ${parsed.problem}`);
  return parsed.reading;
}

function attempt(text: string): EdtfParse {
  if (text.length > longest) {
    const reason = `it is longer than ${longest} characters`;
    return { ok: false, problem: `is not a date Parley can read: ${reason}`, reason };
  }
  try {
    return { ok: true, reading: read(text) };
  } catch (fault) {
    if (!(fault instanceof EdtfFault)) throw fault;
    const reason = fault.message;
    return { ok: false, problem: `is not a date Parley can read (${JSON.stringify(text)}): ${reason}`, reason };
  }
}

function read(text: string): DateReading {
  if (text.trim() !== text) throw new EdtfFault('it begins or ends with a space');
  if (text.startsWith('[') || text.startsWith('{')) return moment(text, readSet(text));
  if (text.includes('/')) return readInterval(text);
  return moment(text, readDate(text));
}

function moment(edtf: string, edge: DateEdge): DateReading {
  return { nature: 'moment', edtf, edge, span: edge.span, isDrawable: isDrawable(edge.span) };
}

/** An interval: EDTF level 0 "Time interval", level 1 "Extended interval", level 2 "Interval". */
function readInterval(text: string): DateReading {
  const ends = text.split('/');
  const [first, last] = ends;
  if (first === undefined || last === undefined || ends.length > 2) {
    throw new EdtfFault('an interval has one slash, between its first and its last day');
  }
  const start = readEnd(first);
  const end = readEnd(last);
  if (isBefore(end?.span.to, start?.span.from)) throw new EdtfFault('it ends before it starts');

  const span = { from: start?.span.from ?? null, to: end?.span.to ?? null };
  if (start !== null && end !== null && isAboutDay(start) && isAboutDay(end)) {
    const isUncertain = start.isUncertain || end.isUncertain;
    return moment(text, { span, precision: 'set', isApproximate: true, isUncertain });
  }
  return {
    nature: 'period',
    edtf: text,
    start,
    end,
    isStartOpen: first === '..',
    isEndOpen: last === '..',
    span,
    isDrawable: isDrawable(span),
  };
}

function readEnd(text: string): DateEdge | null {
  return text === '' || text === '..' ? null : readDate(text);
}

function isAboutDay(edge: DateEdge): boolean {
  return edge.precision === 'day' && edge.isApproximate;
}

/** A set: one of its members `[...]` or all of them `{...}` (EDTF level 2 "Set representation"). */
function readSet(text: string): DateEdge {
  const isClosed = text.startsWith('[') ? text.endsWith(']') : text.endsWith('}');
  if (!isClosed) throw new EdtfFault(`the bracket ${text.charAt(0)} is not closed at the end`);
  const members = text.slice(1, -1).split(',');
  const edges = members.map((member, index) => readMember(member, index === 0, index === members.length - 1));
  return {
    span: hull(edges.map((edge) => edge.span)),
    precision: 'set',
    isApproximate: edges.some((edge) => edge.isApproximate),
    isUncertain: edges.some((edge) => edge.isUncertain),
  };
}

type SetMember = Pick<DateEdge, 'span' | 'isApproximate' | 'isUncertain'>;

function readMember(text: string, isFirst: boolean, isLast: boolean): SetMember {
  const [low, high, ...rest] = text.split('..');
  if (low === undefined || rest.length > 0) throw new EdtfFault('a run in a set is written with one pair of dots');
  if (high === undefined) return readDate(low);
  if (low === '' && high === '') throw new EdtfFault('a run in a set needs a date on at least one side of its dots');
  if (low === '' && !isFirst) throw new EdtfFault('only the first member of a set can be open towards the past');
  if (high === '' && !isLast) throw new EdtfFault('only the last member of a set can be open towards the future');

  const start = low === '' ? null : readDate(low);
  const end = high === '' ? null : readDate(high);
  if (isBefore(end?.span.to, start?.span.from)) throw new EdtfFault('a run in the set ends before it starts');
  return {
    span: { from: start?.span.from ?? null, to: end?.span.to ?? null },
    isApproximate: start?.isApproximate === true || end?.isApproximate === true,
    isUncertain: start?.isUncertain === true || end?.isUncertain === true,
  };
}

/** The smallest span that holds all of these. */
function hull(spans: readonly DaySpan[]): DaySpan {
  const froms = spans.map((span) => span.from);
  const tos = spans.map((span) => span.to);
  return {
    from: froms.includes(null) ? null : Math.min(...froms.filter((from) => from !== null)),
    to: tos.includes(null) ? null : Math.max(...tos.filter((to) => to !== null)),
  };
}

/** Whether even the last possible day of an end comes before the first possible day of a start. */
function isBefore(endTo: number | null | undefined, startFrom: number | null | undefined): boolean {
  return typeof endTo === 'number' && typeof startFrom === 'number' && endTo <= startFrom;
}

function isDrawable({ from, to }: DaySpan): boolean {
  const bounds = [from, to === null ? null : to - dayMs].filter((bound) => bound !== null);
  return bounds.length > 0 && bounds.every((bound) => Math.abs(msToDay(bound).year) <= 9999);
}

import { monthPattern } from '#core/dates/plain-vocabulary';

const dayMonthYear = new RegExp(`(\\d)-(${monthPattern})-(\\d)`, 'g');

/** Replacements in their order, each a step from the many ways of saying a thing to the one that the reader knows. */
const steps: readonly (readonly [RegExp, string])[] = [
  // What Parley's own words add about precision.
  [/, (day|month|year) not given$/, ''],
  [/[“”"]/g, ' '],
  [/\bb\.c\.(?:e\.)?/g, 'bce'],
  [/\b(?:c\.e\.|a\.d\.)/g, 'ce'],
  [/[’']s\b/g, 's'],
  [/[’'](\d\d)\b/g, ' year:$1'],
  [/&/g, ' and '],
  [/[‐‑−]/g, '-'],
  [/\b(winter|summer) (\d{4})\s*[-–/]\s*(?:\d{2}|\d{4})\b/g, '$1:$2'],
  [/\s*[–—―]\s*/g, ' to '],
  [/[,;()]/g, ' '],
  // An abbreviation's dot, not that of 23.10.2025.
  [/\.(?!\d)/g, ' '],
  [/([a-z])\.(?=\d)/g, '$1 '],
  [/\s+/g, ' '],
  [/\b(\d{1,2})(?:st|nd|rd|th) century\b/g, 'century:$1'],
  [/\b(?:1st|first) (quarter|half)\b/g, '1 $1'],
  [/\b(?:2nd|second) (quarter|half)\b/g, '2 $1'],
  [/\b(?:3rd|third) quarter\b/g, '3 quarter'],
  [/\b(?:4th|fourth) quarter\b|\blast quarter(?= of)/g, '4 quarter'],
  [/\b([1-4]) quarter\b/g, 'q$1'],
  [/\b([12]) half\b/g, 'h$1'],
  [/\b(\d{4})[-/ ]?([qh][1-4])\b/g, '$2 $1'],
  [/\b([qh][1-4])[-/](\d{4})\b/g, '$1 $2'],
  [/\b(?:1st|first) week of\b/g, 'week:first'],
  [/\blast week of\b/g, 'week:last'],
  [/(\d)(?:st|nd|rd|th)\b/g, '$1'],
  [/\b(early|mid|late|middle)-/g, '$1 '],
  [/\bpre-/g, 'before '],
  [/\bpost-/g, 'after '],
  [dayMonthYear, '$1 $2 $3'],
  [/\b(?:the )?(?:very )?(?:beginning|start) of\b/g, 'start'],
  [/\b(?:the )?(?:very )?end of\b/g, 'end'],
  [/\b(?:the )?middle (?:of\b)?/g, 'mid '],
  [/~/g, ' about '],
  [/\?/g, ' unsure '],
  [/\b(?:possibly|perhaps|maybe|probably|uncertain|unsure)\b/g, 'unsure'],
  [/\b(?:some ?time|some day|one day)\b/g, ''],
  [/\b(?:around|circa|approximately|approx|roughly|ca?)\b|\bca?(?=\d)/g, 'about '],
  [/\b(?:no|not) later than\b|\bon or before\b/g, 'by'],
  [/\b(?:no|not) (?:earlier|sooner) than\b|\bnot before\b|\bon or after\b/g, 'at-least'],
  [/\b(?:prior to|earlier than)\b/g, 'before'],
  [/\b(?:later than|following)\b/g, 'after'],
  [/\b(?:up to|till|til)\b/g, 'until'],
  [/\b(?:through|thru)\b/g, 'to'],
  [/ (?:to|until) (?:the )?(?:present|date)$/g, ' onwards'],
  [/^(?:ongoing|ever) since\b/g, 'since'],
];

/** Dashes and slashes inside a date in figures stay; any other joins two dates. */
const figuresOrJoint =
  /\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d)|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}(?!\d)|\d{1,2}\/\d{4}(?!\d)|\d{4}-\d\d(?!\d)|\bat-least\b|[-/]/g;

/** A phrase in lower case, in the fewest words: "24–26th of Oct., 2025" becomes "24 to 26 of oct 2025". */
export function plainWording(text: string): string {
  const reworded = steps.reduce((current, [pattern, words]) => current.replace(pattern, words), text);
  return reworded
    .replace(figuresOrJoint, (found) => (found.length > 1 ? found : ' to '))
    .replace(/\s+/g, ' ')
    .trim();
}

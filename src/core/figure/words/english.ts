import { english as dates } from '#core/dates/date-language';
import { dateLanguages } from '#core/dates/languages';
import type { FigureWords } from '#core/figure/words/figure-words';
import { kindNames, relationVerbs } from '#core/query/vocabulary';
import { ruleInWords } from '#core/timeline/rule-words';
import type { EventKind } from '#core/model/event';

const numberWords = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** A count as English running text has it: in letters up to twelve. */
export function countInWords(count: number): string {
  return numberWords[count] ?? String(count);
}

function count(amount: number, noun: string): string {
  return `${countInWords(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}

/** A sentence's first letter as a capital. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function kinds(number: 'singular' | 'plural'): Record<EventKind, string> {
  const names = Object.entries(kindNames).map(([kind, noun]) => [kind, noun[number]]);
  return Object.fromEntries(names) as Record<EventKind, string>;
}

/** British English. */
export const english: FigureWords = {
  dates,
  kinds: kinds('singular'),
  kindsOfMany: kinds('plural'),
  stances: {
    favourable: 'favourable',
    supportive: 'supportive',
    guarded: 'guarded',
    neutral: 'neutral',
    critical: 'critical',
    opposed: 'opposed',
  },
  outcomes: { open: 'open', met: 'met', missed: 'missed', extended: 'extended', withdrawn: 'withdrawn' },
  standings: {
    confirmed: 'confirmed',
    reported: 'reported',
    disputed: 'disputed',
    unsourced: 'no source',
    retracted: 'retracted',
  },
  legend: { dayNotKnown: 'day not known', fromRule: 'worked out from a rule', reported: 'reported, not confirmed' },
  planned: 'planned',
  relations: {
    produces: relationVerbs.produces.from,
    covers: relationVerbs['held-under'].to,
    suspends: relationVerbs.suspends.from,
    'suspended-for': 'suspended for',
    'superseded-by': relationVerbs.supersedes.to,
    'amended-by': relationVerbs.amends.to,
    fulfils: relationVerbs.fulfils.from,
    violates: relationVerbs.violates.from,
    contradicts: relationVerbs.contradicts.from,
  },
  sources: 'Sources',
  noDateYet: 'No date yet',
  noTrack: 'No track',
  noActor: 'No actor',
  noEvent: 'No event matches these filters.',
  noSource: 'No source is cited.',
  asKnown: (day) => `As known, ${day}`,
  dueOn: (day) => `due ${day}`,
  dueBy: (day) => `by ${day} at the latest`,
  rule: (rule, anchor) => `${ruleInWords(rule)} of ${anchor}`,
  more: (amount, names) => `${amount} more: ${names}`,
  moreSources: (amount) => `and ${count(amount, 'more source')}, listed in the dossier.`,
  notDrawn: (names) => `Not drawn, for want of a date that an axis can show: ${names}.`,
  dateNotGiven: 'date not given',
  notGraded: 'not graded',
  singleSource: (single, events) => {
    if (events === 1) return single === 1 ? 'The event rests on a single source.' : '';
    if (single === 0) return 'None of the events rests on a single source.';
    if (single === events) return `Every one of the ${countInWords(events)} events rests on a single source.`;
    const verb = single === 1 ? 'rests' : 'rest';
    return `${sentence(countInWords(single))} of the ${countInWords(events)} events ${verb} on a single source.`;
  },
  credit: (dossier, day) => `Parley. Dossier: ${dossier}, as known on ${day}.`,
  period: (from, to) => `${from} to ${to}`,
  standfirst: ({ events, lanes, months, years, disputed, waiting }, period) => {
    const inLanes = lanes === 1 ? '' : ` in ${countInWords(lanes)} lanes`;
    const known = [
      months > 0 ? `For ${countInWords(months)} of them sources give the month` : null,
      years > 0
        ? `${months > 0 ? 'for' : 'For'} ${countInWords(years)}${months > 0 ? '' : ' of them sources give'} the year`
        : null,
    ].filter((part) => part !== null);
    const rest = [
      disputed > 0 ? `${countInWords(disputed)} ${disputed === 1 ? 'is' : 'are'} disputed` : null,
      waiting > 0 ? `${countInWords(waiting)} ${waiting === 1 ? 'has' : 'have'} no date yet` : null,
    ].filter((part) => part !== null);
    return [
      `${sentence(count(events, 'event'))}${inLanes}${period === null ? '' : `, ${period}`}.`,
      ...(known.length > 0 ? [`${known.join(', ')}, not the day.`] : []),
      ...(rest.length > 0 ? [`${sentence(rest.join('; '))}.`] : []),
    ].join(' ');
  },
  description: (events, lanes, isDownward) => {
    const way = isDownward ? ', time running downward' : '';
    return `Timeline of ${count(events, 'event')} in ${count(lanes, 'lane')}${way}.`;
  },
  years: (amount) => `${amount} year${amount === 1 ? '' : 's'}`,
  months: (amount) => `${amount} month${amount === 1 ? '' : 's'}`,
};

/** American English: its dates and its spelling. */
export const american: FigureWords = {
  ...english,
  dates: dateLanguages['en-US'],
  stances: { ...english.stances, favourable: 'favorable' },
};

import { readEdtf } from '#core/dates/edtf';
import { dateInWords } from '#core/dates/words';
import { isDerived, type DerivedRule, type Moment } from '#core/model/deadline-rule';
import type { Deadline } from '#core/model/event';

const units: Readonly<Record<string, string>> = { Y: 'year', M: 'month', W: 'week', D: 'day' };

const momentWords: Readonly<Record<Moment, string>> = {
  starts: 'the start',
  ends: 'the end',
  'takes-effect': 'entry into force',
};

/**
 * A derived deadline's rule in words, without its anchor's name: "within 100 days of entry into force", "not before 2
 * weeks after the end".
 */
export function ruleInWords(rule: DerivedRule): string {
  const moment = momentWords[rule.from.moment];
  const length = lengthInWords(rule);
  return rule.relation === 'within' ? `within ${length} of ${moment}` : `not before ${length} after ${moment}`;
}

/**
 * A deadline's rule in words: "within 100 days of entry into force of the framework", "on 1 Dec 2025". `nameOf` says
 * what an event is called.
 */
export function ruleOfDeadlineInWords({ rule }: Deadline, nameOf: (eventId: string) => string): string {
  if (isDerived(rule)) return `${ruleInWords(rule)} of ${nameOf(rule.from.event)}`;
  return `on ${dateInWords(readEdtf(rule.on), 'short')}`;
}

function lengthInWords(rule: DerivedRule): string {
  const parts = [...rule.offset.matchAll(/(\d+)([YMWD])/g)].map(([, count = '', unit = '']) => {
    const name = unit === 'D' && rule.count === 'business' ? 'business day' : (units[unit] ?? '');
    return `${Number(count)} ${name}${Number(count) === 1 ? '' : 's'}`;
  });
  return parts.join(' and ');
}

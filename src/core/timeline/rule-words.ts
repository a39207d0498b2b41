import type { DerivedRule, Moment } from '#core/model/deadline-rule';

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

function lengthInWords(rule: DerivedRule): string {
  const parts = [...rule.offset.matchAll(/(\d+)([YMWD])/g)].map(([, count = '', unit = '']) => {
    const name = unit === 'D' && rule.count === 'business' ? 'business day' : (units[unit] ?? '');
    return `${Number(count)} ${name}${Number(count) === 1 ? '' : 's'}`;
  });
  return parts.join(' and ');
}

import { describe, expect, it } from 'vitest';
import { dayMs, parseDay } from '#core/dates/calendar-day';
import type { DerivedRule } from '#core/model/deadline-rule';
import { ruleInWords } from '#core/timeline/rule-words';
import { lengthInWords, windowInWords } from '#core/timeline/window-words';
import { wrapText } from '#core/timeline/wrap-text';

const days = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });

describe('the length of a window', () => {
  it.each([
    [78.2, '11 weeks'],
    [31, '4 weeks'],
    [13, '13 days'],
    [1.5, '36 hours'],
    [0.005, '7 minutes'],
    [1518, '4 years'],
    [365, '12 months'],
    [730_500, '2,000 years'],
  ])('of %d days reads "%s"', (length, words) => {
    expect(lengthInWords({ from: 0, to: length * dayMs })).toBe(words);
  });
});

describe('the days of a window', () => {
  it('share what they can', () => {
    expect(windowInWords(days('2025-10-01', '2025-12-19'))).toBe('1 Oct – 18 Dec 2025');
    expect(windowInWords(days('2025-12-01', '2026-02-01'))).toBe('1 Dec 2025 – 31 Jan 2026');
    expect(windowInWords(days('2025-11-03', '2025-11-10'))).toBe('3–9 Nov 2025');
  });

  it('become years when it is long', () => {
    expect(windowInWords(days('2012-05-01', '2026-02-01'))).toBe('2012–2026');
    expect(windowInWords({ from: parseDay('-0499-01-01'), to: parseDay('-0399-01-01') })).toBe('500–401 BCE');
  });

  it('come with hours when it is short', () => {
    const from = parseDay('2025-10-24') + 8 * 3_600_000;
    expect(windowInWords({ from, to: from + 5_400_000 })).toBe('24 Oct 2025, 08:00 – 09:30');
  });
});

describe('a rule', () => {
  const rule: DerivedRule = {
    relation: 'within',
    offset: 'P1W',
    from: { event: 'treaty', moment: 'starts' },
    count: 'calendar',
    calendar: null,
  };

  it('reads as a phrase', () => {
    expect(ruleInWords(rule)).toBe('within 1 week of the start');
    expect(ruleInWords({ ...rule, relation: 'after', offset: 'P2M', from: { event: 'treaty', moment: 'ends' } })).toBe(
      'not before 2 months after the end',
    );
  });

  it('says business days where it counts them', () => {
    expect(ruleInWords({ ...rule, offset: 'P10D', count: 'business' })).toBe('within 10 business days of the start');
  });

  it('joins the parts of its length', () => {
    expect(ruleInWords({ ...rule, offset: 'P1Y6M' })).toBe('within 1 year and 6 months of the start');
  });
});

describe('a wrapped text', () => {
  const measure = (text: string) => text.length;

  it('breaks between words alone', () => {
    expect(wrapText('within 100 days of entry into force', 18, measure)).toEqual([
      'within 100 days of',
      'entry into force',
    ]);
    expect(wrapText('Verfassungsgerichtshof tagt', 10, measure)).toEqual(['Verfassungsgerichtshof', 'tagt']);
  });
});

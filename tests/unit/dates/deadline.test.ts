import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, formatDay, parseDay } from '#core/dates/calendar-day';
import { dueOf, findDeadlineCircle, placementOf } from '#core/dates/deadline';
import { readEdtf } from '#core/dates/edtf';
import { dateInWords } from '#core/dates/words';
import type { DossierEvent } from '#core/model/event';
import { action, agreement, byId, deadline, rule, sanction, waiver } from './deadlines';
import { plainDate } from './edtf-texts';

/** The EDTF of a deadline's due date with its anchors around it, or what it waits on. */
function due(rest: Parameters<typeof rule>[1], anchor: DossierEvent): string {
  const subject = deadline('d', rule(anchor.id, rest));
  const result = dueOf(subject, byId(anchor, subject));
  return result.state === 'dated' ? result.reading.edtf : `waits until ${result.waitsOn} ${result.moment}`;
}

describe('a deadline on a fixed date', () => {
  it.each(['2025-11-27', '2025-11', '2025-11~', '[..2025-11-27]', '2025-11-24/2025-11-27'])('is due on %s', (on) => {
    const subject = deadline('d', { on });
    expect(dueOf(subject, byId(subject))).toEqual({ state: 'dated', reading: readEdtf(on), derived: false });
  });
});

describe('a deadline within some time of an event', () => {
  it.each([
    ['2025-10-24', 'P100D', '2026-02-01'],
    ['2025-10-24', 'P0D', '2025-10-24'],
    ['2025-10-24', 'P1W', '2025-10-31'],
    ['2025-01-31', 'P1M', '2025-02-28'],
    ['2024-01-31', 'P1M', '2024-02-29'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2025-01-31', 'P1M1D', '2025-03-01'],
    ['2025-11-30', 'P1Y2M1W3D', '2027-02-09'],
    ['-0001-12-31', 'P1D', '0000-01-01'],
    // Some day in a span: the range propagates.
    ['2025-11', 'P7D', '[2025-11-08..2025-12-07]'],
    ['2025-01', 'P1M', '[2025-02-01..2025-02-28]'],
    ['[2025-10-01..2025-10-23]', 'P10D', '[2025-10-11..2025-11-02]'],
    ['[..2025-10-23]', 'P10D', '[..2025-11-02]'],
    ['[2025-10-24..]', 'P10D', '[2025-11-03..]'],
    // Doubt is carried along.
    ['2025-10-24~', 'P10D', '2025-11-03~'],
    ['2025-10-24?', 'P10D', '2025-11-03?'],
    ['2025-11%', 'P7D', '[2025-11-08%..2025-12-07%]'],
    ['2025-10-21~/2025-10-31~', 'P1D', '[2025-10-22~..2025-11-01~]'],
    // From the first day of a period.
    ['2025-10-24/2025-10-26', 'P10D', '2025-11-03'],
    ['2022-02/..', 'P10D', '[2022-02-11..2022-03-10]'],
    // EDTF writes no days beyond the year 9999.
    ['9990-06-01', 'P20Y', 'Y10010'],
  ])('from %s, %s: %s', (date, offset, expected) => {
    expect(due({ offset }, action('a', date))).toBe(expected);
  });

  it.each([
    ['2025-10-24/2025-10-26', '2025-11-05'],
    ['2025-10-24', '2025-11-03'],
    ['2025-10-24/2025-11', '[2025-11-11..2025-12-10]'],
    ['../2025-10-23', '2025-11-02'],
    ['2022-02/..', 'waits until a ends'],
    ['2022-02/', 'waits until a ends'],
  ])('counts from the end of %s: %s', (date, expected) => {
    expect(due({ offset: 'P10D', moment: 'ends' }, action('a', date))).toBe(expected);
  });

  it('counts from when a document takes effect, not from its date', () => {
    const rest = { offset: 'P100D', moment: 'takes-effect' } as const;
    expect(due(rest, agreement('a', '2025-11-20', '2025-12-01'))).toBe('2026-03-11');
    expect(due(rest, agreement('a', '2025-11-20', null))).toBe('waits until a takes-effect');
  });

  it('counts from when a waiver, a sanction or any other event takes effect', () => {
    const rest = { offset: 'P10D', moment: 'takes-effect' } as const;
    expect(due(rest, waiver('a', '2025-10-20', '2025-11-01/2025-12-13'))).toBe('2025-11-11');
    expect(due(rest, waiver('a', '2025-10-20', null))).toBe('waits until a takes-effect');
    expect(due(rest, sanction('a', '2025-10-22/..'))).toBe('2025-11-01');
    expect(due(rest, action('a', '2025-10-22'))).toBe('2025-11-01');
  });

  it('has its range in one reading that can be drawn', () => {
    const subject = deadline('d', rule('a', { offset: 'P7D' }));
    expect(dueOf(subject, byId(subject, action('a', '2025-11')))).toMatchObject({
      state: 'dated',
      derived: true,
      reading: {
        nature: 'moment',
        isDrawable: true,
        span: { from: parseDay('2025-11-08'), to: parseDay('2025-12-08') },
      },
    });
  });
});

describe('a deadline that may not come before some time after an event', () => {
  it('is a period that starts then and has no end', () => {
    const subject = deadline('d', rule('a', { relation: 'after', offset: 'P10D' }));
    const result = dueOf(subject, byId(subject, action('a', '2025-10-24~')));
    expect(result).toEqual({
      state: 'dated',
      derived: true,
      reading: {
        nature: 'period',
        edtf: '[2025-11-03~..]',
        start: {
          span: { from: parseDay('2025-11-03'), to: parseDay('2025-11-04') },
          precision: 'day',
          isApproximate: true,
          isUncertain: false,
        },
        end: null,
        isStartOpen: false,
        isEndOpen: true,
        span: { from: parseDay('2025-11-03'), to: null },
        isDrawable: true,
      },
    });
    expect(result.state === 'dated' && dateInWords(result.reading, 'long')).toBe('about 3 November 2025 or later');
  });

  it('keeps the range of its start', () => {
    const subject = deadline('d', rule('a', { relation: 'after', offset: 'P7D' }));
    const result = dueOf(subject, byId(subject, action('a', '2025-11')));
    expect(result).toMatchObject({
      reading: {
        nature: 'period',
        edtf: '[2025-11-08..]',
        start: { span: { from: parseDay('2025-11-08'), to: parseDay('2025-12-08') }, precision: 'set' },
        end: null,
        isEndOpen: true,
        isDrawable: true,
      },
    });
    expect(result.state === 'dated' && dateInWords(result.reading, 'short')).toBe('8 Nov 2025 or later');
  });

  it('is listed and not drawn where its anchor has no earliest day', () => {
    const subject = deadline('d', rule('a', { relation: 'after', offset: 'P7D' }));
    const result = dueOf(subject, byId(subject, action('a', '[..2025-10-23]')));
    expect(result).toMatchObject({ reading: { edtf: '/..', isDrawable: false } });
  });
});

describe('business days', () => {
  it.each([
    // 24 October 2025 is a Friday.
    ['2025-10-24', 'P1D', null, '2025-10-27'],
    ['2025-10-24', 'P5D', null, '2025-10-31'],
    ['2025-10-25', 'P1D', null, '2025-10-27'],
    ['2025-10-25', 'P0D', null, '2025-10-27'],
    ['2025-10-25', 'P1W', null, '2025-11-03'],
    // Veterans Day, Thanksgiving, Christmas and New Year's Day; the fourth of July of 2026 is kept on the third.
    ['2025-11-10', 'P1D', 'US', '2025-11-12'],
    ['2025-11-10', 'P1D', null, '2025-11-11'],
    ['2025-11-26', 'P1D', 'US', '2025-11-28'],
    ['2025-12-24', 'P1D', 'US', '2025-12-26'],
    ['2025-12-31', 'P1D', 'US', '2026-01-02'],
    ['2026-07-02', 'P1D', 'US', '2026-07-06'],
    ['2026-07-02', 'P1D', 'FR', '2026-07-03'],
    ['2026-07-13', 'P1D', 'FR', '2026-07-15'],
    // A range is counted from both its ends.
    ['[2025-10-24..2025-10-26]', 'P1D', null, '2025-10-27'],
    // No country's present holidays say anything of the year 500.
    ['0500-12-24', 'P1D', 'US', '0500-12-27'],
  ])('from %s, %s by the calendar %s: %s', (date, offset, calendar, expected) => {
    expect(due({ offset, count: 'business', calendar }, action('a', date))).toBe(expected);
  });
});

describe('a deadline whose anchor has no date', () => {
  it('is conditional and has no place on the axis', () => {
    const anchor = action('a', null);
    const subject = deadline('d', rule('a'));
    const events = byId(anchor, subject);
    expect(dueOf(subject, events)).toEqual({ state: 'conditional', waitsOn: 'a', moment: 'starts' });
    expect(placementOf(subject, events)).toBeNull();
    expect(placementOf(anchor, events)).toBeNull();
  });

  it('waits on the deadline before it in a chain', () => {
    const first = deadline('first', rule('a'));
    const second = deadline('second', rule('first'));
    expect(dueOf(second, byId(action('a', null), first, second))).toMatchObject({ waitsOn: 'first' });
  });

  it('waits while its anchor is too far away to reckon from', () => {
    expect(due({}, action('a', 'Y17E7'))).toBe('waits until a starts');
  });
});

describe('a chain of deadlines', () => {
  const first = deadline('first', rule('a', { offset: 'P10D' }));
  const second = deadline('second', rule('first', { offset: 'P1M' }));

  it('counts from the due date of the one before, not from when that was set', () => {
    const events = byId(action('a', '2025-10-24'), first, second);
    expect(placementOf(second, events)?.edtf).toBe('2025-12-03');
  });

  it('moves when its anchor moves', () => {
    const events = byId(action('a', '2025-11'), first, second);
    expect(placementOf(second, events)?.edtf).toBe('[2025-12-11..2026-01-10]');
  });

  it('has no end to count from where the one before is a "not before"', () => {
    const open = deadline('first', rule('a', { relation: 'after' }));
    const waiting = deadline('second', rule('first', { moment: 'ends' }));
    expect(dueOf(waiting, byId(action('a', '2025-10-24'), open, waiting)).state).toBe('conditional');
  });
});

describe('a circle of deadlines', () => {
  it('is found, with its chain', () => {
    const events = byId(
      action('x', '2025'),
      deadline('start', rule('a')),
      deadline('a', rule('b')),
      deadline('b', rule('c')),
      deadline('c', rule('a')),
    );
    expect(findDeadlineCircle(events)).toEqual(['a', 'b', 'c', 'a']);
  });

  it('can be a deadline that waits on itself', () => {
    expect(findDeadlineCircle(byId(deadline('a', rule('a'))))).toEqual(['a', 'a']);
  });

  it('is not seen where two deadlines hang on one event, or an anchor is missing', () => {
    const shared = [deadline('a', rule('x')), deadline('b', rule('a')), deadline('c', rule('a'))];
    expect(findDeadlineCircle(byId(action('x', '2025'), ...shared))).toBeNull();
    expect(findDeadlineCircle(byId(...shared))).toBeNull();
    expect(findDeadlineCircle(byId())).toBeNull();
  });

  it('that was let in unchecked is a bug and ends in an error, as a missing anchor does', () => {
    const circle = byId(deadline('a', rule('b')), deadline('b', rule('a')));
    const subject = deadline('a', rule('b'));
    expect(() => dueOf(subject, circle)).toThrow('waits on itself');
    expect(() => dueOf(subject, byId(subject))).toThrow('b, which is missing');
  });
});

describe('whatever the anchor', () => {
  const offsets = fc
    .tuple(fc.nat(3), fc.nat(30), fc.nat(300))
    .map(([years, months, days]) => `P${years}Y${months}M${days}D`);
  const counts = fc.constantFrom('calendar' as const, 'business' as const);

  it('nothing is due earlier than the rule allows', () => {
    fc.assert(
      fc.property(plainDate, offsets, counts, fc.constantFrom('within', 'after'), (date, offset, count, relation) => {
        const anchor = action('a', date);
        const subject = deadline('d', rule('a', { relation, offset, count }));
        const result = placementOf(subject, byId(anchor, subject));
        const days = Number(/(\d+)D$/.exec(offset)?.[1]);
        const earliest = (readEdtf(date).span.from ?? 0) + days * dayMs;
        expect(result?.span.from).toBeGreaterThanOrEqual(earliest);
      }),
    );
  });

  it('a later anchor is never due earlier', () => {
    const days = fc.integer({ min: parseDay('1990-01-01') / dayMs, max: parseDay('2040-01-01') / dayMs });
    fc.assert(
      fc.property(days, fc.nat(40), offsets, counts, (day, delay, offset, count) => {
        const from = (start: number) => {
          const subject = deadline('d', rule('a', { offset, count, calendar: 'US' }));
          return placementOf(subject, byId(action('a', formatDay(start * dayMs)), subject))?.span.from ?? NaN;
        };
        expect(from(day + delay)).toBeGreaterThanOrEqual(from(day));
      }),
    );
  });

  it('an uncertain anchor is due on the days that its possible days would be', () => {
    const days = fc.integer({ min: parseDay('1990-01-01') / dayMs, max: parseDay('2040-01-01') / dayMs });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), offsets, (day, length, offset) => {
        const [first, last] = [formatDay(day * dayMs), formatDay((day + length) * dayMs)];
        const exact = (date: string) => readEdtf(due({ offset }, action('a', date))).span;
        expect(exact(`[${first}..${last}]`)).toEqual({ from: exact(first).from, to: exact(last).to });
      }),
    );
  });
});

describe('a long chain of deadlines', () => {
  it('is followed to its end', () => {
    const first = deadline('d0', { on: '2025-01-01' });
    const rest = Array.from({ length: 10_000 }, (_, index) =>
      deadline(`d${index + 1}`, rule(`d${index}`, { offset: 'P1D' })),
    );
    const last = dueOf(rest.at(-1) ?? first, byId(first, ...rest));
    expect(last.state === 'dated' && last.reading.edtf).toBe(formatDay(parseDay('2025-01-01') + 10_000 * dayMs));
  });

  it('moves as a whole when its first anchor moves', () => {
    const second = deadline('b', rule('a', { offset: 'P1D' }));
    const third = deadline('c', rule('b', { offset: 'P1D' }));
    const dueFrom = (on: string) => dueOf(third, byId(deadline('a', { on }), second, third));
    expect(dueFrom('2025-01-01')).toMatchObject({ reading: { edtf: '2025-01-03' } });
    expect(dueFrom('2025-06-01')).toMatchObject({ reading: { edtf: '2025-06-03' } });
  });
});

describe('thousands of deadlines of the most business days that a rule can name', () => {
  it('are worked out while their reader waits, and again after an edit', () => {
    const anchors = Array.from({ length: 50 }, (_, index) => action(`a${index}`, `19${index + 10}-06`));
    const deadlines = Array.from({ length: 5000 }, (_, index) =>
      deadline(`d${index}`, rule(`a${index % 50}`, { offset: 'P99999D', count: 'business', calendar: 'US' })),
    );
    for (const events of [byId(...anchors, ...deadlines), byId(...anchors, ...deadlines)]) {
      const readings = deadlines.map((each) => placementOf(each, events));
      expect(readings[0]?.edtf).toBe('[2305-03-09..2305-04-07]');
      expect(readings[4999]?.edtf).toBe(readings[49]?.edtf);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { dayMs, formatDay, parseDay } from '#core/dates/calendar-day';
import { openingWindow, windowOfAll, withRoomForNames } from '#core/timeline/fit';
import { layOutRows } from '#core/timeline/rows';
import { timeScale } from '#core/timeline/scale';
import { waiverCuts } from '#core/timeline/waiver-cuts';
import { entryOf, type TimelineEntry } from '#core/timeline/timeline-entry';
import { buildDossier } from '../../builders/dossier';
import { buildEvent, buildMeeting } from '../../builders/records';
import { drawAll, meetingsOn } from './drawables';
import { measureText } from './text-metrics';

/** What the index keeps of meetings on these dates. */
function extentsOn(dates: readonly string[]): TimelineEntry[] {
  const dossier = buildDossier({ events: dates.map((date, index) => buildMeeting({ id: `m${index}`, date })) });
  return [...dossier.events.values()].flatMap((event) => entryOf(event, dossier) ?? []);
}

const inDays = (window: { from: number; to: number } | null) =>
  window === null ? null : [formatDay(window.from), formatDay(window.to)];

describe('fitting the whole dossier', () => {
  it('holds every bound with a little room on each side', () => {
    const window = windowOfAll(extentsOn(['2022-02/..', '2025-10-24', '2025-11']));
    expect(window?.from).toBeLessThan(parseDay('2022-02-01'));
    expect(window?.to).toBeGreaterThan(parseDay('2025-12-01'));
  });

  it('shows at least a fortnight around a single day', () => {
    const window = windowOfAll(extentsOn(['2025-10-24']));
    expect((window?.to ?? 0) - (window?.from ?? 0)).toBe(14 * dayMs);
  });

  it('has nothing to fit when nothing stands on the axis', () => {
    expect(windowOfAll([])).toBeNull();
    expect(openingWindow([])).toBeNull();
  });
});

describe('the window to open with', () => {
  it('is the latest burst, from the start of its first month, when it follows a long silence', () => {
    const dates = [
      '2022-02/..',
      '2025-10-22',
      '2025-10-24/2025-10-26',
      '2025-11',
      '2025-11',
      '[2025-11-08..2025-12-07]',
    ];
    expect(inDays(openingWindow(extentsOn(dates)))).toEqual(['2025-10-01', '2025-12-18']);
  });

  it('is not squeezed by one period of many years', () => {
    const dates = ['2014-03-01/2025-12-01', '2025-10-22', '2025-10-24', '2025-11-03', '2025-11-08'];
    expect(inDays(openingWindow(extentsOn(dates)))?.[0]).toBe('2025-10-01');
  });

  it('does not chase a single event far ahead of the rest', () => {
    const dates = ['2025-10-22', '2025-10-24', '2025-11-03', '2027-01-08'];
    expect(inDays(openingWindow(extentsOn(dates)))?.[0]).toBe('2025-10-01');
  });

  it('is the whole when events come evenly, from the start of a year when it is long', () => {
    const dates = ['2019-05-01', '2020-05-01', '2021-05-01', '2022-05-01', '2023-05-01', '2024-05-01'];
    expect(inDays(openingWindow(extentsOn(dates)))?.[0]).toBe('2019-01-01');
  });

  it('opens on years before the Common Era', () => {
    expect(inDays(openingWindow(extentsOn(['-0431-04-01', '-0421-03-01'])))?.[0]).toBe('-0431-01-01');
  });
});

describe('the window that fits a whole dossier', () => {
  const words = { labels: 'title-and-date', measure: measureText } as const;
  const dates = ['2022-02-01', '2025-10-22', '2025-12-01'];

  it.each([300, 724, 1400])('leaves room for the names right of the last marks on %i px', (width) => {
    const drawables = meetingsOn(dates);
    const all = windowOfAll(extentsOn(dates));
    if (all === null) throw new Error('Nothing to fit.');
    const window = withRoomForNames(all, drawables, width, words);
    const scale = timeScale(window, width);
    for (const { items } of layOutRows(drawables, { msPerPx: scale.msPerPx, ...words, labels: 'title' })) {
      for (const { right } of items) expect(right - window.from / scale.msPerPx).toBeLessThan(width + 1);
    }
  });

  it('gives names no more than two fifths of the axis', () => {
    const label = 'A name as long as a paragraph that goes on and on';
    const all = windowOfAll(extentsOn(['2025-12-01']));
    if (all === null) throw new Error('Nothing to fit.');
    const window = withRoomForNames(all, drawAll([buildMeeting({ date: '2025-12-01', label })]), 400, words);
    expect((all.to - all.from) / (window.to - window.from)).toBeCloseTo(0.6);
  });
});

describe('what waivers cut', () => {
  const waiver = (inForce: string | null) =>
    buildEvent({
      kind: 'waiver',
      id: 'waiver',
      inForce,
      relations: [
        { type: 'suspends', event: 'ban' },
        { type: 'responds-to', event: 'letter' },
      ],
    });

  it('is a slot in each sanction they suspend, for as long as they are in force', () => {
    expect(waiverCuts([buildMeeting(), waiver('2025-10-24/2025-10-26')])).toEqual([
      { waiver: 'waiver', sanction: 'ban', from: parseDay('2025-10-24'), to: parseDay('2025-10-27') },
    ]);
  });

  it('is without bound where the waiver is, and nothing where its period is not known', () => {
    expect(waiverCuts([waiver('2025-10-24/..')])).toMatchObject([{ to: null }]);
    expect(waiverCuts([waiver(null)])).toEqual([]);
  });
});

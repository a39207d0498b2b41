import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '#core/dates/calendar-day';
import type { Edit } from '#core/dossier/change';
import { citationKey, outcomeKey, recordedOn, recordKey, RecordingLog } from '#core/dossier/recording';
import type { DossierEvent } from '#core/model/event';
import { buildCitation, buildClaim, buildEvent, buildSource } from '../../builders/records';

const bare = buildEvent({ kind: 'deadline', id: 'vote' });
const cited = { ...bare, claims: [buildClaim({ citations: [buildCitation({ source: 'wire' })] })] };
const met = { ...cited, outcome: 'met' as const };

const edit = (before: DossierEvent | null, after: DossierEvent | null): Edit => ({
  collection: 'events',
  id: 'vote',
  before,
  after,
});

function log(...changes: [day: string, ...edits: Edit[]][]): (key: string) => string {
  const history = new RecordingLog();
  for (const [day, ...edits] of changes.toReversed()) history.add({ at: `${day}T09:30:00.000Z`, edits });
  const keys = [
    recordKey('events', 'vote'),
    recordKey('sources', 'wire'),
    citationKey('vote', 'wire'),
    outcomeKey('vote'),
  ];
  const on = recordedOn(history.daysOf(new Set(keys)), parseDay('2025-12-02'));
  return (key) => formatDay(on(key));
}

describe('the history says when', () => {
  it('a record came into the dossier', () => {
    const source = buildSource({ id: 'wire' });
    const on = log(
      ['2025-10-01', edit(null, bare)],
      ['2025-10-05', { collection: 'sources', id: 'wire', before: null, after: source }],
    );
    expect(on(recordKey('events', 'vote'))).toBe('2025-10-01');
    expect(on(recordKey('sources', 'wire'))).toBe('2025-10-05');
  });

  it('an event first cited a source, and its outcome became what it is', () => {
    const on = log(
      ['2025-10-01', edit(null, bare)],
      ['2025-10-02', edit(bare, cited)],
      ['2025-10-09', edit(cited, met)],
    );
    expect(on(citationKey('vote', 'wire'))).toBe('2025-10-02');
    expect(on(outcomeKey('vote'))).toBe('2025-10-09');
  });

  it('what was there with its record counts from then', () => {
    const on = log(['2025-10-01', edit(null, met)]);
    expect(on(citationKey('vote', 'wire'))).toBe('2025-10-01');
    expect(on(outcomeKey('vote'))).toBe('2025-10-01');
  });

  it('what was deleted and restored was known all the while', () => {
    const on = log(
      ['2025-10-01', edit(null, cited)],
      ['2025-10-02', edit(cited, null)],
      ['2025-10-09', edit(null, cited)],
    );
    expect(on(recordKey('events', 'vote'))).toBe('2025-10-01');
  });

  it('what it never mentions was there on its first day', () => {
    expect(log(['2025-10-01', edit(bare, cited)])(recordKey('events', 'vote'))).toBe('2025-10-01');
  });
});

it('without a history nothing is known to have been there before today', () => {
  expect(log()(recordKey('events', 'vote'))).toBe('2025-12-02');
});

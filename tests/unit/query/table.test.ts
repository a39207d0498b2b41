import { describe, expect, it } from 'vitest';
import { parseDay } from '#core/dates/calendar-day';
import { eventsAsCsv } from '#core/interchange/csv';
import type { DossierEvent } from '#core/model/event';
import { cellText, choicesFor, editableText, readCell, sortEvents } from '#core/query/table';
import { tableColumns, type TableColumn } from '#core/query/table-columns';
import { buildDossier } from '../../builders/dossier';
import { buildEvent, buildMeeting, buildTrack } from '../../builders/records';

const talks = buildMeeting({ id: 'talks', title: 'Talks', date: '2025-10-24', tracks: ['war'], importance: 4 });
const accord = buildEvent({ kind: 'document', id: 'accord', title: 'Accord', date: '2025-11', importance: 4 });
const due = buildEvent({ kind: 'deadline', id: 'due', title: 'Élections', rule: { on: '2025-11-05' } });
const dossier = buildDossier({ events: [talks, accord, due], tracks: [buildTrack({ id: 'war', name: 'The front' })] });
const ground = { dossier, today: parseDay('2025-12-02') };
const events: DossierEvent[] = [talks, accord, due];

const sorted = (...keys: [TableColumn, boolean][]) =>
  sortEvents(
    events,
    keys.map(([column, isDescending]) => ({ column, isDescending })),
    ground,
  ).map(({ id }) => id);

describe('the rows of a table', () => {
  it('sort by what a column says: a deadline by when it is due, names without their accents', () => {
    expect(sorted(['date', false])).toEqual(['talks', 'accord', 'due']);
    expect(sorted(['title', false])).toEqual(['accord', 'due', 'talks']);
    expect(sorted(['title', true])).toEqual(['talks', 'due', 'accord']);
  });

  it('sort by several columns, and keep the order of equals', () => {
    expect(sorted(['importance', true], ['title', false])).toEqual(['accord', 'talks', 'due']);
    expect(sorted(['importance', true])).toEqual(['talks', 'accord', 'due']);
  });
});

describe('a cell', () => {
  it.each<[DossierEvent, TableColumn, string, Partial<DossierEvent>]>([
    [talks, 'title', 'Talks in Miami', { title: 'Talks in Miami' }],
    [talks, 'label', '', { label: null }],
    [talks, 'date', 'late October 2025', { date: '2025-10-21~/2025-10-31~' }],
    [talks, 'date', '', { date: null, undated: 'unknown' }],
    [talks, 'place', 'Miami', { place: { name: 'Miami', latitude: null, longitude: null } }],
    [talks, 'tags', 'one, two ,one', { tags: ['one', 'two'] }],
    [talks, 'tracks', 'the FRONT', { tracks: ['war'] }],
    [talks, 'importance', '5', { importance: 5 }],
    [talks, 'detail', 'video', { format: 'video' }],
    [due, 'detail', 'met', { outcome: 'met' }],
  ])('of %o takes %s “%s”', (event, column, text, expected) => {
    const read = readCell(event, column, text, ground);
    expect(read.ok && read.event).toMatchObject(expected);
  });

  it.each<[TableColumn, string, string]>([
    ['title', ' ', 'Title must not be empty.'],
    ['date', 'bananas', 'Date is not a date Parley can read'],
    ['date', '10/11/2025', 'This can be 10 Nov 2025 or 11 Oct 2025. Write the month as a word.'],
    ['tracks', 'The back', 'There is no track “The back”. There are: The front.'],
    ['importance', '9', 'Importance must be a whole number from 1 to 5.'],
    ['detail', 'dancing', 'Detail must be one of in-person'],
    ['kind', 'document', 'Kind is not edited here: open the event.'],
  ])('for %s refuses “%s” with a sentence', (column, text, problem) => {
    const read = readCell(talks, column, text, ground);
    expect(read.ok ? '' : read.problem).toContain(problem);
  });

  it('begins its editing with what the record holds, where it can be edited', () => {
    expect(editableText(talks, 'date', ground)).toBe('2025-10-24');
    expect(editableText(due, 'date', ground)).toBeNull();
    expect(choicesFor(due, 'detail', ground)).toContain('missed');
    for (const column of tableColumns) {
      const text = editableText(talks, column, ground);
      if (text === null) continue;
      const read = readCell(talks, column, text, ground);
      expect(read.ok && cellText(read.event, column, ground)).toBe(cellText(talks, column, ground));
    }
  });
});

describe('a table as CSV', () => {
  it('quotes what needs it and disarms what a spreadsheet would take for a formula', () => {
    const titles = ['=1+1', '+1', '-1', '@a', 'a "quoted", word', 'plain'];
    const rows = titles.map((title) => buildMeeting({ id: `m${titles.indexOf(title)}`, title }));
    expect(eventsAsCsv(rows, ['title'], ground).split('\r\n')).toEqual([
      'Title',
      `"'=1+1"`,
      `"'+1"`,
      `"'-1"`,
      `"'@a"`,
      '"a ""quoted"", word"',
      'plain',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  corroborate,
  evidenceOf,
  fallsWithout,
  isListed,
  marksIn,
  matrixRows,
  restsOnInWords,
} from '#core/query/corroboration';
import { supportOfEvent } from '#core/query/standing';
import type { Citation } from '#core/model/claim';
import { buildDossier } from '../../builders/dossier';
import { buildActor, buildCitation, buildClaim, buildEvent, buildMeeting, buildSource } from '../../builders/records';
import { seededDossier } from '../../builders/seeded-dossier';

const says = (source: string, fields: Partial<Citation> = {}) => buildCitation({ source, ...fields });
const claimOf = (...citations: Citation[]) => [buildClaim({ id: 'it-happened', citations })];

const dossier = buildDossier({
  actors: [buildActor({ id: 'minister', name: 'The minister' }), buildActor({ id: 'treasury' })],
  sources: [
    buildSource({ id: 'reuters', publisher: 'Reuters', reliability: 'B' }),
    buildSource({ id: 'cbs', publisher: 'CBS News', reliability: 'B' }),
    buildSource({ id: 'analysis', publisher: 'An institute', origin: 'secondary', reliability: 'C' }),
    buildSource({ id: 'gazette', publisher: 'The Gazette', origin: 'official', speaksFor: ['treasury'] }),
    buildSource({ id: 'remarks', publisher: null, origin: 'own-words', speaksFor: ['minister'], title: 'Remarks' }),
    buildSource({ id: 'unused', publisher: 'Nobody cites it' }),
  ],
  events: [
    buildMeeting({
      id: 'briefing',
      date: '2025-11',
      claims: [
        buildClaim({ id: 'briefed', citations: [says('reuters'), says('analysis')] }),
        buildClaim({ id: 'agreed', citations: [says('reuters', { stance: 'denies' })] }),
      ],
    }),
    buildMeeting({ id: 'visit', date: '2025-10', claims: claimOf(says('reuters')) }),
    buildMeeting({ id: 'repeated', date: '2025-12', claims: claimOf(says('cbs', { derivedFrom: 'reuters' })) }),
    buildMeeting({ id: 'talks', claims: claimOf(says('reuters', { stance: 'confirms' }), says('cbs')) }),
    buildEvent({
      kind: 'statement',
      id: 'speech',
      participants: [{ actor: 'minister', role: 'speaker' }],
      claims: claimOf(says('remarks')),
    }),
    buildEvent({
      kind: 'sanction',
      id: 'listing',
      participants: [{ actor: 'treasury', role: 'issuer' }],
      claims: claimOf(says('gazette')),
    }),
    buildMeeting({ id: 'rumour', claims: claimOf(says('analysis')) }),
    buildMeeting({ id: 'silence', claims: [] }),
  ],
});
const all = [...dossier.events.values()];
const eventOf = (id: string) => all.find((event) => event.id === id) ?? buildMeeting();

describe('the corroboration matrix', () => {
  it('groups events by what they rest on, each group in order of time', () => {
    const groups = corroborate(all, dossier).groups.map(({ support, events }) => [support, events.map(({ id }) => id)]);
    expect(groups).toEqual([
      ['single-source', ['visit', 'briefing', 'repeated']],
      ['unsourced', ['rumour', 'silence']],
      ['first-hand', ['listing', 'speech']],
      ['corroborated', ['talks']],
    ]);
  });

  it('has a column for each source that is cited, by where it stands, with what it does', () => {
    expect(
      corroborate(all, dossier).columns.map(({ name, source, supports, sole, objects }) => ({
        name,
        origin: source.origin,
        counts: [supports, sole, objects],
      })),
    ).toEqual([
      { name: 'The Gazette', origin: 'official', counts: [1, 0, 0] },
      { name: 'The minister', origin: 'own-words', counts: [1, 0, 0] },
      { name: 'Reuters', origin: 'press', counts: [3, 3, 1] },
      { name: 'CBS News', origin: 'press', counts: [2, 1, 0] },
      { name: 'An institute', origin: 'secondary', counts: [2, 0, 0] },
    ]);
  });

  it('leaves out the columns of sources that no shown event cites', () => {
    expect(corroborate([eventOf('visit')], dossier).columns.map(({ name }) => name)).toEqual(['Reuters']);
  });

  it('opens an event into its claims, and counts what a filter lists', () => {
    const matrix = corroborate(all, dossier);
    const rows = matrixRows(matrix, new Set(['briefing']), (event) => isListed(event, 'disputed', dossier));
    expect(rows.map((row) => (row.type === 'group' ? `${row.support} ${row.count}` : row.key))).toEqual([
      'single-source 1',
      'briefing',
      'briefing:briefed',
      'briefing:agreed',
    ]);
  });

  it.each([
    ['all', 8],
    ['single-source', 3],
    ['unsourced', 2],
    ['disputed', 1],
    ['not-graded', 2],
    [{ restsOn: 'reuters' }, 3],
  ] as const)('lists under the filter %j so many events: %i', (filter, count) => {
    expect(all.filter((event) => isListed(event, filter, dossier))).toHaveLength(count);
  });

  it('marks what a source does in an event and in each claim; one cell may hold two', () => {
    const briefing = eventOf('briefing');
    expect(marksIn(briefing, briefing.claims, dossier).get('reuters')).toEqual(['reports', 'disputes']);
    expect(briefing.claims.map((claim) => marksIn(briefing, [claim], dossier).get('reuters'))).toEqual([
      ['reports'],
      ['disputes'],
    ]);
  });

  it('marks a first-hand word as confirming, and a word passed on as a repetition', () => {
    const markOf = (id: string, source: string) => marksIn(eventOf(id), eventOf(id).claims, dossier).get(source);
    expect(markOf('speech', 'remarks')).toEqual(['confirms']);
    expect(markOf('talks', 'reuters')).toEqual(['confirms']);
    expect(markOf('talks', 'cbs')).toEqual(['reports']);
    expect(markOf('repeated', 'cbs')).toEqual(['repeats']);
    expect(markOf('talks', 'gazette')).toBeUndefined();
  });

  it.each([
    ['visit', 'Reuters only'],
    ['repeated', 'CBS News only'],
    ['talks', 'Two outlets'],
    ['speech', 'Own words'],
    ['listing', 'Issuer’s record'],
    ['rumour', 'Secondary only'],
    ['silence', 'No source'],
  ])('says in words what %s rests on: %s', (id, words) => {
    expect(restsOnInWords(eventOf(id), dossier)).toBe(words);
  });

  it('knows which events would fall to unsourced without a source', () => {
    const fallen = (source: string) => all.filter((event) => fallsWithout(event, source, dossier)).map(({ id }) => id);
    expect(fallen('reuters')).toEqual(['briefing', 'visit', 'repeated']);
    expect(fallen('remarks')).toEqual(['speech']);
    expect(fallen('analysis')).toEqual([]);
  });

  it('sees what changes when a source does', () => {
    const talks = eventOf('talks');
    expect(evidenceOf(talks, dossier).support).toBe('corroborated');
    const merged = new Map(dossier.sources).set('cbs', buildSource({ id: 'cbs', publisher: 'REUTERS' }));
    expect(evidenceOf(talks, { sources: merged }).support).toBe('single-source');
  });

  it('agrees with the standing, event by event, in a dossier of every kind of event', () => {
    const seeded = seededDossier(7, 400);
    const events = [...seeded.events.values()];
    const matrix = corroborate(events, seeded);
    const grouped = matrix.groups.flatMap(({ support, events: group }) => group.map((event) => ({ event, support })));
    expect(grouped).toHaveLength(events.length);
    for (const { event, support } of grouped) expect(support).toBe(supportOfEvent(event, seeded));
  });
});

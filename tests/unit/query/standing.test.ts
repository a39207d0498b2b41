import { describe, expect, it } from 'vitest';
import { parseDay } from '#core/dates/calendar-day';
import type { Citation } from '#core/model/claim';
import type { DossierEvent } from '#core/model/event';
import type { Source } from '#core/model/source';
import { isPlanned, standingOfClaim, standingOfEvent, supportOfEvent } from '#core/query/standing';
import { buildDossier } from '../../builders/dossier';
import { buildActor, buildCitation, buildClaim, buildEvent, buildMeeting, buildSource } from '../../builders/records';

const actors = [buildActor({ id: 'envoy', name: 'Rustem Umerov' }), buildActor({ id: 'agency', name: 'OFAC' })];

/** Three press sources of three publishers, what an actor says, and an analysis. */
const sources: Source[] = [
  buildSource({ id: 'reuters', publisher: 'Reuters' }),
  buildSource({ id: 'reuters-video', publisher: ' reuters' }),
  buildSource({ id: 'cbs', publisher: 'CBS News' }),
  buildSource({ id: 'axios', publisher: 'Axios' }),
  buildSource({ id: 'blog', publisher: null, title: 'A blog' }),
  buildSource({ id: 'pamphlet', publisher: null, title: 'A pamphlet' }),
  buildSource({ id: 'letter', publisher: null, authors: ['Ann Doe', 'Ben Roe'], title: 'A letter' }),
  buildSource({
    id: 'remarks',
    publisher: null,
    authors: ['Rustem Umerov'],
    title: 'Remarks in Istanbul',
    origin: 'own-words',
    speaksFor: ['envoy'],
  }),
  buildSource({ id: 'speech', publisher: 'Council', origin: 'own-words', speaksFor: ['envoy'] }),
  buildSource({ id: 'gazette', publisher: 'The Gazette', origin: 'official', speaksFor: ['agency'] }),
  buildSource({ id: 'analysis', publisher: 'An institute', origin: 'secondary' }),
  buildSource({ id: 'second-analysis', publisher: 'Another institute', origin: 'secondary' }),
];
const dossier = buildDossier({ actors, sources });

function standingOf(citations: Citation[], event: DossierEvent = buildMeeting()) {
  return standingOfClaim(buildClaim({ citations }), event, dossier);
}

const says = (source: string, fields: Partial<Citation> = {}) => buildCitation({ source, ...fields });

describe('the standing of a claim', () => {
  it('is unsourced when nothing is cited', () => {
    expect(standingOf([])).toEqual({
      standing: 'unsourced',
      shown: 'unsourced',
      citations: [],
      reason: 'Unsourced: no source is cited.',
    });
  });

  it('is single source when one voice asserts it', () => {
    const citation = says('reuters');
    expect(standingOf([citation])).toEqual({
      standing: 'single-source',
      shown: 'reported',
      citations: [citation],
      reason: 'Reported by Reuters only.',
    });
  });

  it('names a source without a publisher by its authors, and only then by its title', () => {
    expect(standingOf([says('letter')]).reason).toBe('Reported by Ann Doe and Ben Roe only.');
    expect(standingOf([says('blog')]).reason).toBe('Reported by A blog only.');
  });

  it('names what someone said themselves by its title where its author is the voice already named', () => {
    const event = buildMeeting({ participants: [{ actor: 'envoy', role: 'speaker' }] });
    expect(standingOf([says('remarks')], event).reason).toBe(
      'First-hand: Rustem Umerov’s own words (Remarks in Istanbul).',
    );
    expect(standingOf([says('remarks', { stance: 'denies' })]).reason).toBe(
      'Disputed: Rustem Umerov denies it (Remarks in Istanbul).',
    );
  });

  it('is corroborated when two independent sources assert or confirm it', () => {
    const citations = [says('reuters'), says('cbs', { stance: 'confirms' })];
    expect(standingOf(citations)).toEqual({
      standing: 'corroborated',
      shown: 'confirmed',
      citations,
      reason: 'Corroborated: Reuters and CBS News assert it independently; nobody disputes it.',
    });
    const confirming = citations.map((citation) => ({ ...citation, stance: 'confirms' as const }));
    expect(standingOf(confirming).reason).toBe(
      'Corroborated: Reuters and CBS News confirm it independently; nobody disputes it.',
    );
  });

  it('says so where secondary analysis alone disputes what is corroborated', () => {
    expect(standingOf([says('reuters'), says('cbs'), says('analysis', { stance: 'disputes' })]).reason).toBe(
      'Corroborated: Reuters and CBS News assert it independently; only secondary analysis disputes it (An institute), which does not count.',
    );
  });

  it('is not corroborated by one wire story that ten outlets publish', () => {
    const outlets = Array.from({ length: 10 }, (_, index) => buildSource({ id: `outlet-${index}` }));
    const published = buildDossier({ sources: [...sources, ...outlets] });
    const copies = outlets.map(({ id }) => says(id, { stance: 'confirms', derivedFrom: 'reuters' }));
    const standings = [copies, [says('reuters'), ...copies]].map(
      (citations) => standingOfClaim(buildClaim({ citations }), buildMeeting(), published).standing,
    );
    expect(standings).toEqual(['single-source', 'single-source']);
    const withOwnReporting = [says('reuters'), ...copies, says('cbs')];
    expect(standingOfClaim(buildClaim({ citations: withOwnReporting }), buildMeeting(), published)).toMatchObject({
      standing: 'corroborated',
      citations: [says('reuters'), says('cbs')],
    });
  });

  it('is not corroborated by one publisher, in whatever case, spacing or Unicode form its name was typed', () => {
    const names = ['Süddeutsche Zeitung', 'su\u0308ddeutsche zeitung', ' SÜDDEUTSCHE  ZEITUNG'];
    const typed = buildDossier({
      sources: names.map((publisher, index) => buildSource({ id: `article-${index}`, publisher })),
    });
    const claim = buildClaim({ citations: names.map((_, index) => says(`article-${index}`)) });
    expect(standingOfClaim(claim, buildMeeting(), typed).standing).toBe('single-source');
  });

  it.each([
    ['one source is cited twice', [says('reuters'), says('reuters', { stance: 'confirms' })]],
    ['both have one publisher', [says('reuters'), says('reuters-video')]],
    ['one repeats the other', [says('reuters'), says('cbs', { derivedFrom: 'reuters' })]],
    ['both repeat a third', [says('cbs', { derivedFrom: 'reuters' }), says('axios', { derivedFrom: 'reuters' })]],
    [
      'one repeats the other by way of a third',
      [says('reuters'), says('cbs', { derivedFrom: 'reuters' }), says('axios', { derivedFrom: 'cbs' })],
    ],
    [
      'all repeat each other in a circle',
      [says('cbs', { derivedFrom: 'axios' }), says('axios', { derivedFrom: 'cbs' })],
    ],
    ['the other is a secondary source', [says('reuters'), says('analysis')]],
    ['the other only declines to comment', [says('reuters'), says('cbs', { stance: 'declines-to-comment' })]],
  ])('stays single source when %s', (_, citations) => {
    expect(standingOf(citations).standing).toBe('single-source');
  });

  it('finds an independent pair behind a source that depends on both', () => {
    const citations = [
      says('axios', { derivedFrom: 'reuters' }),
      says('reuters'),
      says('cbs', { derivedFrom: 'axios' }),
    ];
    expect(standingOf(citations).standing).toBe('single-source');
    const pair = [says('reuters-video', { derivedFrom: 'cbs' }), says('reuters'), says('cbs')];
    expect(standingOf(pair)).toMatchObject({ standing: 'corroborated', citations: pair.slice(1) });
  });

  it('takes two sources without a publisher for two voices', () => {
    expect(standingOf([says('blog'), says('pamphlet')]).standing).toBe('corroborated');
  });

  it('says which sources are not independent of the one that is', () => {
    expect(standingOf([says('reuters'), says('cbs', { derivedFrom: 'reuters' })]).reason).toBe(
      'Reported by Reuters only; CBS News is not independent of it.',
    );
  });

  it('is unsourced when only secondary sources carry it, however many', () => {
    expect(standingOf([says('analysis'), says('second-analysis')])).toMatchObject({
      standing: 'unsourced',
      reason:
        'Unsourced: only secondary analysis carries it (An institute and Another institute), which does not count.',
    });
  });

  it('is unsourced when its sources merely decline to comment', () => {
    expect(standingOf([says('reuters', { stance: 'declines-to-comment' })])).toMatchObject({
      standing: 'unsourced',
      reason: 'Unsourced: none of the sources cited asserts it.',
    });
  });

  it.each(['issuer', 'speaker', 'drafter'])('is first-hand when a source speaks for its %s', (role) => {
    const event = buildEvent({ kind: 'statement', participants: [{ actor: 'envoy', role }] });
    expect(standingOf([says('reuters'), says('speech')], event)).toMatchObject({
      standing: 'first-hand',
      shown: 'confirmed',
      citations: [says('speech')],
      reason: 'First-hand: Rustem Umerov’s own words (Council).',
    });
  });

  it('calls an official record by its name', () => {
    const event = buildEvent({ kind: 'sanction', participants: [{ actor: 'agency', role: 'issuer' }] });
    expect(standingOf([says('gazette')], event).reason).toBe('First-hand: an official record of OFAC (The Gazette).');
  });

  it.each(['participant', 'target', 'presumed issuer'])('is not first-hand for a %s', (role) => {
    const event = buildMeeting({ participants: [{ actor: 'envoy', role }] });
    expect(standingOf([says('speech')], event).standing).toBe('single-source');
  });

  it.each(['disputes', 'denies'] as const)('is disputed when one source %s it, whoever asserts it', (stance) => {
    const event = buildEvent({ kind: 'statement', participants: [{ actor: 'agency', role: 'speaker' }] });
    const objection = says('axios', { stance });
    const citations = [says('gazette'), says('reuters'), says('cbs'), objection];
    expect(standingOf(citations, event)).toMatchObject({ standing: 'disputed', citations: [objection] });
  });

  it('names those who object, and tells their own words from a report of them', () => {
    const citations = [says('reuters'), says('speech', { stance: 'denies' }), says('cbs', { stance: 'disputes' })];
    expect(standingOf(citations).reason).toBe(
      'Disputed: Rustem Umerov denies it (Council); CBS News reports that it is disputed.',
    );
  });

  it('is not disputed by a secondary source', () => {
    expect(standingOf([says('reuters'), says('analysis', { stance: 'disputes' })]).standing).toBe('single-source');
  });

  it('is retracted when its only source took it back, even if another disputes it', () => {
    const retraction = says('reuters', { stance: 'retracts' });
    expect(standingOf([says('reuters'), says('cbs', { stance: 'denies' }), retraction])).toEqual({
      standing: 'retracted',
      shown: 'retracted',
      citations: [retraction],
      reason: 'Retracted: Reuters took it back, and no other source is left.',
    });
  });

  it('is retracted for those who merely repeated the source that took it back', () => {
    const repeated = says('cbs', { derivedFrom: 'reuters' });
    expect(standingOf([repeated, says('reuters', { stance: 'retracts' })]).standing).toBe('retracted');
  });

  it('outlives a retraction while another source is left', () => {
    const citations = [says('reuters'), says('cbs'), says('reuters', { stance: 'retracts' })];
    expect(standingOf(citations)).toMatchObject({ standing: 'single-source', reason: 'Reported by CBS News only.' });
  });
});

describe('the standing of an event', () => {
  const firm = buildClaim({ id: 'met', citations: [says('reuters'), says('cbs')] });
  const denied = buildClaim({ id: 'agreed', text: 'He agreed.', citations: [says('speech', { stance: 'denies' })] });
  const weak = buildClaim({ id: 'stayed', citations: [says('axios')] });

  it('is that of its first claim', () => {
    expect(standingOfEvent(buildMeeting({ claims: [firm, weak] }), dossier)).toMatchObject({
      standing: 'corroborated',
      claim: firm,
    });
  });

  it('is disputed if any of its claims is, and says which', () => {
    expect(standingOfEvent(buildMeeting({ claims: [firm, denied] }), dossier)).toMatchObject({
      standing: 'disputed',
      claim: denied,
      reason: 'Disputed in part: Rustem Umerov denies it (Council). The claim: He agreed.',
    });
  });

  it('is unsourced without a claim', () => {
    expect(standingOfEvent(buildMeeting(), dossier)).toMatchObject({ standing: 'unsourced', claim: null });
  });

  it('follows when a source changes', () => {
    const event = buildMeeting({ claims: [firm] });
    expect(standingOfEvent(event, dossier).standing).toBe('corroborated');
    const merged = sources.map((source) => (source.id === 'cbs' ? { ...source, publisher: 'Reuters' } : source));
    expect(standingOfEvent(event, buildDossier({ actors, sources: merged })).standing).toBe('single-source');
  });

  it('leaves its support as it is when disputed', () => {
    expect(supportOfEvent(buildMeeting({ claims: [firm, denied] }), dossier)).toBe('corroborated');
    expect(supportOfEvent(buildMeeting({ claims: [weak, denied] }), dossier)).toBe('single-source');
    expect(supportOfEvent(buildMeeting({ claims: [denied] }), dossier)).toBe('unsourced');
    const statement = buildEvent({
      kind: 'statement',
      participants: [{ actor: 'envoy', role: 'speaker' }],
      claims: [buildClaim({ citations: [says('speech')] })],
    });
    expect(supportOfEvent(statement, dossier)).toBe('first-hand');
    expect(supportOfEvent(buildMeeting(), dossier)).toBe('unsourced');
  });
});

describe('an event is planned', () => {
  const today = parseDay('2025-11-26');
  const anchor = buildEvent({ kind: 'document', id: 'accord', date: '2025-11', inForce: null });
  const from = { event: 'accord', moment: 'takes-effect' } as const;
  const rule = { relation: 'within', offset: 'P100D', from, count: 'calendar', calendar: null } as const;

  it.each<[string, DossierEvent, boolean]>([
    ['that begins tomorrow', buildMeeting({ date: '2025-11-27' }), true],
    ['not when it is today', buildMeeting({ date: '2025-11-26' }), false],
    ['not when its month has begun', buildMeeting({ date: '2025-11' }), false],
    ['that has not happened and has no date', buildMeeting({ undated: 'not-yet' }), true],
    ['not when it is past at an unknown time', buildMeeting({ undated: 'unknown' }), false],
    ['not when only its end is given', buildMeeting({ date: '[..2026-01-31]' }), false],
    ['while it is a deadline that waits on something', buildEvent({ kind: 'deadline', rule }), true],
    ['while it is a deadline due later', buildEvent({ kind: 'deadline', rule: { on: '2025-12' } }), true],
    [
      'not when it is a deadline long due',
      buildEvent({ kind: 'deadline', date: '2027', rule: { on: '2025-10' } }),
      false,
    ],
  ])('%s', (_, event, expected) => {
    expect(isPlanned(event, buildDossier({ events: [anchor, event] }), today)).toBe(expected);
  });
});

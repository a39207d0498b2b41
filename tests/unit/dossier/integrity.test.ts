import { describe, expect, it } from 'vitest';
import { applyChange } from '#core/dossier/apply';
import type { Edit } from '#core/dossier/change';
import { checkChange, findBrokenLinks, planDeletion, planDeletions, referencesTo } from '#core/dossier/integrity';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { noFilters } from '#core/model/view';
import { ParleyError } from '#core/parley-error';
import { buildDossier } from '../../builders/dossier';
import {
  buildActor,
  buildCitation,
  buildClaim,
  buildEvent,
  buildFigure,
  buildMeeting,
  buildSource,
  buildTrack,
  buildView,
} from '../../builders/records';

function brokenLinks(dossier: Dossier): string[] {
  return findBrokenLinks(dossier).map(
    ({ collection, id, field, message }) => `${collection} ${id} ${field} ${message}`,
  );
}

function deadlineAfter(id: string, anchor: string) {
  const from = { event: anchor, moment: 'starts' } as const;
  return buildEvent({
    kind: 'deadline',
    id,
    rule: { relation: 'within', offset: 'P1W', from, count: 'calendar', calendar: null },
  });
}

function refusalOf(dossier: Dossier, ...edits: Edit[]): ParleyError {
  try {
    checkChange(dossier, edits);
  } catch (error) {
    if (error instanceof ParleyError) return error;
    throw error;
  }
  throw new Error('The change was accepted.');
}

describe('a reference to a record that is not there', () => {
  it('is found in every field that can name one', () => {
    const citation = buildCitation({ source: 'a', derivedFrom: 'b' });
    const filters = { ...noFilters, actors: ['c'], sources: ['d'], tracks: ['e'] };
    const dossier = buildDossier({
      events: [
        buildMeeting({
          id: 'talks',
          tracks: ['f'],
          participants: [{ actor: 'g', role: 'host' }],
          claims: [buildClaim({ citations: [citation] })],
          relations: [{ type: 'produces', event: 'h' }],
        }),
        { ...deadlineAfter('vote', 'i'), clause: { event: 'j', provision: 'k' } },
      ],
      actors: [buildActor({ id: 'envoy', affiliations: [{ actor: 'l', role: null, date: null }] })],
      sources: [buildSource({ id: 'wire', speaksFor: ['m'] })],
      views: [buildView({ filters })],
      figures: [buildFigure({ view: 'n', wording: [{ event: 'o', label: 'x', order: null }] })],
    });
    expect(findBrokenLinks(dossier).map(({ collection, field }) => `${collection} ${field}`)).toEqual([
      'events tracks.0',
      'events participants.0.actor',
      'events claims.0.citations.0.source',
      'events claims.0.citations.0.derivedFrom',
      'events relations.0.event',
      'events rule.from.event',
      'events clause.event',
      'actors affiliations.0.actor',
      'sources speaksFor.0',
      'views filters.actors.0',
      'views filters.sources.0',
      'views filters.tracks.0',
      'figures view',
      'figures wording.0.event',
    ]);
  });

  it('is refused in an edit, with the record and the field named', () => {
    const dossier = buildDossier();
    const after = buildMeeting({ id: 'talks', tracks: ['war'] });
    const refusal = refusalOf(dossier, { collection: 'events', id: 'talks', before: null, after });
    expect(refusal.code).toBe('broken-link');
    expect(refusal.message).toBe('Event "talks": tracks.0 names the track "war", but the dossier has no such track.');
  });

  it('may be mended by the same change that makes it', () => {
    const after = buildMeeting({ id: 'talks', tracks: ['war'] });
    const edits: Edit[] = [
      { collection: 'events', id: 'talks', before: null, after },
      { collection: 'tracks', id: 'war', before: null, after: buildTrack({ id: 'war' }) },
    ];
    expect(() => checkChange(buildDossier(), edits)).not.toThrow();
  });
});

describe('a link of the wrong kind', () => {
  const talks = buildMeeting({ id: 'talks', title: 'Talks in Miami' });
  const accord = buildEvent({
    kind: 'document',
    id: 'accord',
    title: 'The accord',
    provisions: [{ id: 'article-1', number: '1', heading: 'Ceasefire', text: null }],
  });

  it('is a relation of an event to itself', () => {
    const event = buildMeeting({ id: 'talks', relations: [{ type: 'part-of', event: 'talks' }] });
    expect(brokenLinks(buildDossier({ events: [event] }))).toEqual([
      'events talks relations.0.event names the event itself; an event cannot relate to itself',
    ]);
  });

  it('is a waiver that suspends something other than a sanction', () => {
    const waiver = buildEvent({ kind: 'waiver', id: 'licence', relations: [{ type: 'suspends', event: 'talks' }] });
    expect(brokenLinks(buildDossier({ events: [talks, waiver] }))).toEqual([
      'events licence relations.0.event must name a sanction, since a waiver suspends nothing else; "Talks in Miami" is a meeting',
    ]);
  });

  it('is a clause of a document that has no such provision', () => {
    const deadline = buildEvent({ kind: 'deadline', id: 'vote', clause: { event: 'accord', provision: 'article-9' } });
    expect(brokenLinks(buildDossier({ events: [accord, deadline] }))).toEqual([
      'events vote clause.provision names "article-9", but "The accord" has no such provision',
    ]);
  });

  it('is a clause of something that is not a document', () => {
    const deadline = buildEvent({ kind: 'deadline', id: 'vote', clause: { event: 'talks', provision: 'article-1' } });
    expect(brokenLinks(buildDossier({ events: [talks, deadline] }))).toEqual([
      'events vote clause.event must name a document; "Talks in Miami" is a meeting',
    ]);
  });

  it('comes about when a provision that a deadline rests on is taken out of its document', () => {
    const deadline = buildEvent({ kind: 'deadline', id: 'vote', clause: { event: 'accord', provision: 'article-1' } });
    const dossier = buildDossier({ events: [accord, deadline] });
    const after = { ...accord, provisions: [] };
    const refusal = refusalOf(dossier, { collection: 'events', id: 'accord', before: accord, after });
    expect(refusal.message).toBe(
      'Event "vote": clause.provision names "article-1", but "The accord" has no such provision.',
    );
  });

  it('comes about when a sanction that a waiver suspends becomes something else', () => {
    const sanction = buildEvent({ kind: 'sanction', id: 'freeze' });
    const waiver = buildEvent({ kind: 'waiver', id: 'licence', relations: [{ type: 'suspends', event: 'freeze' }] });
    const dossier = buildDossier({ events: [sanction, waiver] });
    const after = buildEvent({ kind: 'action', id: 'freeze' });
    expect(refusalOf(dossier, { collection: 'events', id: 'freeze', before: sanction, after }).code).toBe(
      'broken-link',
    );
  });
});

describe('deadlines that wait on each other', () => {
  it('are refused with the chain spelled out', () => {
    const first = { ...deadlineAfter('first', 'second'), title: 'Troops withdraw' };
    const second = { ...buildEvent({ kind: 'deadline', id: 'second' }), title: 'The assembly votes' };
    const dossier = buildDossier({ events: [first, second] });
    const after = { ...deadlineAfter('second', 'first'), title: second.title };
    const refusal = refusalOf(dossier, { collection: 'events', id: 'second', before: second, after });
    expect(refusal.code).toBe('broken-link');
    expect(refusal.message).toBe(
      'Event "first": rule.from.event makes a circle, so that none of these could ever fall due: ' +
        '"Troops withdraw" waits on "The assembly votes", which waits on "Troops withdraw".',
    );
  });

  it('are told in a sentence that can be read, however many they are', () => {
    const count = 500;
    const events = Array.from({ length: count }, (_, index) =>
      buildEvent({
        kind: 'deadline',
        id: `d-${index}`,
        rule: {
          relation: 'within',
          offset: 'P1D',
          from: { event: `d-${(index + 1) % count}`, moment: 'starts' },
          count: 'calendar',
          calendar: null,
        },
      }),
    );
    const [problem] = findBrokenLinks(buildDossier({ events }));
    expect(problem?.message).toMatch(/"d-19", which waits on 480 more, and these on the first$/);
  });
});

describe('a record that others refer to', () => {
  const envoy = buildActor({ id: 'envoy', name: 'Steve Witkoff' });
  const talks = buildMeeting({
    id: 'talks',
    title: 'Talks in Miami',
    participants: [
      { actor: 'envoy', role: 'participant' },
      { actor: 'envoy', role: 'drafter' },
    ],
  });
  const wire = buildSource({ id: 'wire', title: 'A wire report', speaksFor: ['envoy'] });
  const dossier = buildDossier({ actors: [envoy], events: [talks], sources: [wire] });

  it('has every reference listed by title and field', () => {
    expect(referencesTo(dossier, 'actors', 'envoy')).toEqual([
      { collection: 'events', id: 'talks', title: 'Talks in Miami', field: 'participants.0.actor' },
      { collection: 'events', id: 'talks', title: 'Talks in Miami', field: 'participants.1.actor' },
      { collection: 'sources', id: 'wire', title: 'A wire report', field: 'speaksFor.0' },
    ]);
  });

  it('cannot simply be deleted', () => {
    const refusal = refusalOf(dossier, { collection: 'actors', id: 'envoy', before: envoy, after: null });
    expect(refusal.code).toBe('broken-link');
    expect(refusal.message).toBe(
      'The actor "Steve Witkoff" cannot be deleted while others refer to it: ' +
        'the event "Talks in Miami" (participants.0.actor), the event "Talks in Miami" (participants.1.actor), ' +
        'the source "A wire report" (speaksFor.0).',
    );
  });

  it('can be deleted in one step that takes the references out', () => {
    const { edits, blocking } = planDeletion(dossier, 'actors', 'envoy');
    expect(blocking).toEqual([]);
    expect(edits.map(({ id }) => id)).toEqual(['talks', 'wire', 'envoy']);
    checkChange(dossier, edits);
    const after = applyChange(dossier, { edits });
    expect(after.actors.size).toBe(0);
    expect(after.events.get('talks')).toEqual({ ...talks, participants: [] });
    expect(after.sources.get('wire')?.speaksFor).toEqual([]);
  });
});

describe('deleting', () => {
  function afterDeleting(
    dossier: Dossier,
    ...[collection, id]: Parameters<typeof planDeletion> extends [unknown, ...infer R] ? R : never
  ) {
    const { edits } = planDeletion(dossier, collection, id);
    checkChange(dossier, edits);
    return applyChange(dossier, { edits });
  }
  const claimOf = (event: DossierEvent | undefined) => event?.claims[0]?.citations;

  it('a source takes its citations along', () => {
    const citations = [buildCitation({ source: 'wire' }), buildCitation({ source: 'paper' })];
    const dossier = buildDossier({
      events: [buildMeeting({ id: 'talks', claims: [buildClaim({ citations })] })],
      sources: [buildSource({ id: 'wire' }), buildSource({ id: 'paper' })],
    });
    const after = afterDeleting(dossier, 'sources', 'wire');
    expect(claimOf(after.events.get('talks'))).toEqual([buildCitation({ source: 'paper' })]);
  });

  it('several events takes what they say of each other along, and asks only for what others say of them', () => {
    const talks = buildMeeting({ id: 'talks', relations: [{ type: 'produces', event: 'plan' }] });
    const plan = buildEvent({ kind: 'document', id: 'plan' });
    const due = deadlineAfter('due', 'plan');
    const answer = buildMeeting({
      id: 'answer',
      relations: [
        { type: 'responds-to', event: 'plan' },
        { type: 'follows-from', event: 'talks' },
      ],
    });
    const dossier = buildDossier({ events: [talks, plan, due, answer] });
    expect(planDeletions(dossier, 'events', ['talks', 'plan']).blocking.map(({ id }) => id)).toEqual(['due']);
    const { references, edits } = planDeletions(dossier, 'events', ['talks', 'plan', 'due']);
    expect(references.map(({ id, field }) => [id, field])).toEqual([
      ['answer', 'relations.0.event'],
      ['answer', 'relations.1.event'],
    ]);
    checkChange(dossier, edits);
    const after = applyChange(dossier, { edits });
    expect([...after.events.values()]).toEqual([{ ...answer, relations: [] }]);
  });

  it('a source that others repeat is kept, since without it they would look independent', () => {
    const citations = [
      buildCitation({ source: 'paper', derivedFrom: 'wire' }),
      buildCitation({ source: 'radio', derivedFrom: 'wire' }),
    ];
    const dossier = buildDossier({
      events: [buildMeeting({ id: 'talks', claims: [buildClaim({ citations })] })],
      sources: ['wire', 'paper', 'radio'].map((id) => buildSource({ id })),
    });
    const { edits, blocking } = planDeletion(dossier, 'sources', 'wire');
    expect(edits).toEqual([]);
    expect(blocking.map(({ field }) => field)).toEqual([
      'claims.0.citations.0.derivedFrom',
      'claims.0.citations.1.derivedFrom',
    ]);
  });

  it('an event takes along the relations, clauses and wordings that name it', () => {
    const accord = buildEvent({
      kind: 'document',
      id: 'accord',
      provisions: [{ id: 'p', number: null, heading: 'h', text: null }],
    });
    const dossier = buildDossier({
      events: [
        accord,
        buildMeeting({ id: 'talks', relations: [{ type: 'produces', event: 'accord' }] }),
        buildEvent({ kind: 'deadline', id: 'vote', clause: { event: 'accord', provision: 'p' } }),
      ],
      figures: [buildFigure({ id: 'slide', wording: [{ event: 'accord', label: 'Accord', order: null }] })],
    });
    const after = afterDeleting(dossier, 'events', 'accord');
    expect(after.events.get('talks')?.relations).toEqual([]);
    expect(after.events.get('vote')).toMatchObject({ clause: null });
    expect(after.figures.get('slide')?.wording).toEqual([]);
  });

  it('an event that a deadline is counted from is blocked, and the deadline is named', () => {
    const dossier = buildDossier({ events: [buildMeeting({ id: 'talks' }), deadlineAfter('vote', 'talks')] });
    expect(planDeletion(dossier, 'events', 'talks')).toEqual({
      references: [],
      blocking: [{ collection: 'events', id: 'vote', title: 'vote', field: 'rule.from.event' }],
      edits: [],
    });
  });

  it('the only track of a view’s filter leaves the view unrestricted rather than empty', () => {
    const filters = { ...noFilters, tracks: ['war'], actors: [] };
    const dossier = buildDossier({
      tracks: [buildTrack({ id: 'war' })],
      events: [buildMeeting({ id: 'talks', tracks: ['war'] })],
      views: [buildView({ id: 'all', filters })],
    });
    const after = afterDeleting(dossier, 'tracks', 'war');
    expect(after.views.get('all')?.filters).toEqual({ ...noFilters, actors: [] });
    expect(after.events.get('talks')?.tracks).toEqual([]);
  });

  it('a view leaves its figures without one, and an actor its affiliations', () => {
    const dossier = buildDossier({
      views: [buildView({ id: 'all' })],
      figures: [buildFigure({ id: 'slide', view: 'all' })],
      actors: [
        buildActor({ id: 'fund' }),
        buildActor({ id: 'envoy', affiliations: [{ actor: 'fund', role: 'head', date: null }] }),
      ],
    });
    expect(afterDeleting(dossier, 'views', 'all').figures.get('slide')?.view).toBeNull();
    expect(afterDeleting(dossier, 'actors', 'fund').actors.get('envoy')?.affiliations).toEqual([]);
  });
});

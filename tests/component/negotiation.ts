import type { Dossier } from '#core/model/dossier';
import { buildDossier } from '../builders/dossier';
import { buildActor, buildCitation, buildClaim, buildEvent, buildSource, buildTrack } from '../builders/records';

/** A small negotiation: a meeting that produced a document, which somebody answered, and a deadline counted from it. */
export function buildNegotiation(): Dossier {
  return buildDossier({
    actors: [
      buildActor({ id: 'envoy', name: 'The envoy', country: 'US', office: 'Special envoy' }),
      buildActor({ id: 'minister', name: 'The minister', country: 'UA' }),
    ],
    sources: [
      buildSource({ id: 'agency', publisher: 'The agency', reliability: 'B', credibility: 2 }),
      buildSource({ id: 'broadcaster', publisher: 'The broadcaster' }),
    ],
    tracks: [buildTrack({ id: 'talks', name: 'Talks' })],
    events: [
      buildEvent({
        kind: 'meeting',
        id: 'meeting',
        title: 'A meeting in three days',
        label: 'The meeting',
        date: '2025-10-24/2025-10-26',
        tracks: ['talks'],
        participants: [{ actor: 'envoy', role: 'participant' }],
        claims: [
          buildClaim({
            id: 'met',
            citations: [buildCitation({ source: 'agency' }), buildCitation({ source: 'broadcaster' })],
          }),
        ],
        relations: [{ type: 'produces', event: 'paper' }],
      }),
      buildEvent({
        kind: 'document',
        id: 'paper',
        title: 'The paper',
        date: '2025-11',
        claims: [buildClaim({ id: 'exists', citations: [buildCitation({ source: 'agency' })] })],
      }),
      buildEvent({
        kind: 'statement',
        id: 'answer',
        title: 'The minister answers',
        date: '2025-11',
        participants: [{ actor: 'minister', role: 'speaker' }],
        relations: [{ type: 'responds-to', event: 'paper' }],
      }),
      buildEvent({
        kind: 'deadline',
        id: 'vote',
        title: 'A vote within 100 days',
        undated: 'unknown',
        rule: {
          relation: 'within',
          offset: 'P100D',
          from: { event: 'paper', moment: 'takes-effect' },
          count: 'calendar',
          calendar: null,
        },
      }),
    ],
  });
}

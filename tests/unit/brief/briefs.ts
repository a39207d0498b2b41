import { parseDay } from '#core/dates/calendar-day';
import type { BriefOptions } from '#core/brief/compose-brief';
import type { Dossier } from '#core/model/dossier';
import { everything, type Selection } from '#core/query/selection';
import { buildDossier } from '../../builders/dossier';
import {
  buildActor,
  buildCitation,
  buildClaim,
  buildEvent,
  buildMeeting,
  buildSource,
  buildTrack,
} from '../../builders/records';
import { hostileDossier } from '../../builders/hostile';

export const today = parseDay('2025-12-02');

const options: BriefOptions = { order: 'date', title: null };

interface SmallBrief {
  readonly dossier: Dossier;
  readonly selection: Selection;
  readonly options: BriefOptions;
}

const brief = (dossier: Dossier, more: Partial<SmallBrief> = {}): SmallBrief => ({
  dossier,
  selection: everything,
  options,
  ...more,
});

const agency = buildSource({
  id: 'agency',
  title: 'Envoys met for three days, two people who were there say',
  authors: ['A. Reporter', 'B. Reporter'],
  publisher: 'The agency',
  published: '2025-10-27',
  accessed: '2025-11-03',
  url: 'https://agency.example/envoys?id=1&day=27',
  reliability: 'B',
  credibility: 2,
});
const outlet = buildSource({ id: 'outlet', title: 'Envoys met', publisher: 'An outlet', published: '2025-10' });
const ministry = buildSource({
  id: 'ministry',
  title: 'On the meeting',
  publisher: 'The ministry',
  origin: 'official',
  speaksFor: ['minister'],
});
const blog = buildSource({ id: 'blog', title: 'What it means', publisher: 'A blog', origin: 'secondary' });
const minister = buildActor({ id: 'minister', name: 'The minister', aliases: ['M.'], office: 'Minister' });
const party = buildActor({
  id: 'party',
  type: 'organisation',
  name: 'The party',
  affiliations: [{ actor: 'minister', role: 'chair', date: '2024' }],
});

const everyStanding = buildDossier({
  actors: [minister, party],
  sources: [agency, outlet, ministry, blog],
  tracks: [buildTrack({ id: 'talks', name: 'Talks', order: 1 }), buildTrack({ id: 'home', name: 'At home', order: 2 })],
  events: [
    buildMeeting({
      id: 'meeting',
      title: 'Envoys meet for three days',
      date: '2025-10-24/2025-10-26',
      tracks: ['talks', 'home'],
      importance: 5,
      participants: [
        { actor: 'minister', role: 'participant' },
        { actor: 'party', role: 'participant' },
      ],
      claims: [
        buildClaim({
          id: 'met',
          text: 'They met.',
          citations: [
            buildCitation({ source: 'agency', stance: 'confirms', locator: 'paragraph 2', quote: 'They met.' }),
            buildCitation({ source: 'outlet', derivedFrom: 'agency' }),
            buildCitation({ source: 'blog' }),
          ],
        }),
        buildClaim({
          id: 'agreed',
          text: 'They agreed on a text.',
          citations: [
            buildCitation({ source: 'agency' }),
            buildCitation({ source: 'ministry', stance: 'denies', reported: '2025-10-28' }),
            buildCitation({ source: 'blog', credibility: 4 }),
          ],
        }),
      ],
      relations: [{ type: 'contradicts', event: 'statement' }],
    }),
    buildEvent({
      kind: 'statement',
      id: 'statement',
      title: 'The minister knows of no meeting',
      date: '2025-10~',
      tracks: ['home'],
      stance: 'opposed',
      participants: [{ actor: 'minister', role: 'speaker' }],
      claims: [
        buildClaim({ id: 'said', text: 'The minister said so.', citations: [buildCitation({ source: 'ministry' })] }),
      ],
    }),
    buildMeeting({ id: 'bare', title: 'Someone called', date: null, undated: 'unknown' }),
    buildEvent({
      kind: 'deadline',
      id: 'reply',
      title: 'A reply is due in two weeks',
      date: '2025-10-26',
      tracks: ['home'],
      rule: {
        relation: 'within',
        offset: 'P2W',
        from: { event: 'meeting', moment: 'ends' },
        count: 'calendar',
        calendar: null,
      },
    }),
  ],
});

const sanctions = buildDossier({
  actors: [
    buildActor({ id: 'fund', type: 'organisation', name: 'The fund' }),
    buildActor({ id: 'head', name: 'Its head' }),
  ],
  sources: [agency],
  events: [
    buildEvent({
      kind: 'sanction',
      id: 'order',
      title: 'The fund and its head come under sanction',
      label: 'The order',
      date: '2022-02/..',
      legalBasis: 'Order 1',
      participants: [
        { actor: 'fund', role: 'target' },
        { actor: 'head', role: 'target' },
      ],
      claims: [buildClaim({ citations: [buildCitation({ source: 'agency' })] })],
    }),
    buildEvent({
      kind: 'waiver',
      id: 'licence',
      title: 'A licence for the winter',
      date: '2025-11-01',
      inForce: '2025-11/2026-02',
      participants: [{ actor: 'head', role: 'beneficiary' }],
      relations: [{ type: 'suspends', event: 'order' }],
    }),
    buildEvent({ kind: 'sanction', id: 'lifted', title: 'An old measure', date: '2014-03/2016-03' }),
  ],
});

/** Small briefs, each of them written out beside this file in both text formats. */
export const briefs: Readonly<Record<string, SmallBrief>> = {
  'every-standing': brief(everyStanding),
  'every-standing-by-track': brief(everyStanding, { options: { order: 'track', title: 'By track' } }),
  'one-event': brief(everyStanding, { selection: { ...everything, events: ['meeting'] } }),
  october: brief(everyStanding, {
    selection: { ...everything, range: { from: '2025-10-01', to: '2025-10-31' } },
  }),
  sanctions: brief(sanctions),
  hostile: brief(hostileDossier()),
};

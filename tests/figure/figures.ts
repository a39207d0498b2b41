import { readFileSync } from 'node:fs';
import { dayMs, parseDay } from '#core/dates/calendar-day';
import { readSnapshot } from '#core/dossier/snapshot';
import type { FigureSelection } from '#core/figure/entries';
import type { FigureOptions } from '#core/figure/lay-out';
import type { Stance } from '#core/model/claim';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { buildDossier } from '../builders/dossier';
import {
  buildActor,
  buildCitation,
  buildClaim,
  buildEvent,
  buildMeeting,
  buildSource,
  buildTrack,
} from '../builders/records';

/** One figure to be laid out, drawn and kept. */
export interface FigureCase {
  readonly selection: FigureSelection;
  readonly options: FigureOptions;
  readonly warnings: readonly string[];
}

const today = parseDay('2025-12-02');
const slide: FigureOptions = { width: 960, title: null, standfirst: null, theme: 'light' };

interface CaseFields {
  readonly events?: readonly DossierEvent[];
  readonly range?: readonly [from: string, to: string];
  readonly grouping?: FigureSelection['grouping'];
  readonly options?: Partial<FigureOptions>;
  readonly warnings?: readonly string[];
}

function figureOf(dossier: Dossier, fields: CaseFields = {}): FigureCase {
  const { events = [...dossier.events.values()], range, grouping = 'track', options, warnings = [] } = fields;
  return {
    selection: {
      dossier,
      events,
      range: range === undefined ? null : { from: parseDay(range[0]), to: parseDay(range[1]) + dayMs },
      grouping,
      today,
    },
    options: { ...slide, ...options },
    warnings,
  };
}

const sampleFile = new URL('../../data/miami-back-channel/dossier.json', import.meta.url);
const sample = readSnapshot(JSON.parse(readFileSync(sampleFile, 'utf8'))).dossier;

const wire = buildSource({
  id: 'wire',
  title: 'Report on the talks',
  publisher: 'Wire',
  published: '2025-11',
  reliability: 'B',
  credibility: 2,
});
const daily = buildSource({ id: 'daily', title: 'Report on the talks', publisher: 'Daily', published: '2025-11-03' });
const track = buildTrack({ id: 'talks', name: 'Talks' });
const claimOf = (...citations: [source: string, stance: Stance][]) => [
  buildClaim({ citations: citations.map(([source, stance]) => buildCitation({ source, stance })) }),
];
const reported = claimOf(['wire', 'asserts']);
const confirmed = claimOf(['wire', 'asserts'], ['daily', 'asserts']);
const disputed = claimOf(['wire', 'asserts'], ['daily', 'denies']);
const tracks = ['talks'];

function dossierOf(events: readonly DossierEvent[]): Dossier {
  return buildDossier({ events, sources: [wire, daily], tracks: [track] });
}

const everyDate = dossierOf(
  [
    ['A day', '2025-10-22'],
    ['First and last day', '2025-10-24/2025-10-29'],
    ['Some day in a month', '2025-11'],
    ['About then', '2025-10-21~/2025-10-31~'],
    ['About a day', '2025-11-12~'],
    ['Before a day', '[..2025-10-23]'],
    ['From a day on', '[2025-11-20..]'],
    ['One day between', '[2025-10-05..2025-10-23]'],
    ['Perhaps in November', '2025-11?'],
    ['Since September', '2025-09/..'],
    ['Until mid-October', '../2025-10-15'],
    ['A season', '2025-23'],
  ].map(([title = '', date = ''], index) =>
    buildMeeting({ id: `event-${index}`, title, date, tracks, claims: confirmed }),
  ),
);

const everyStanding = dossierOf(
  (
    [
      ['Confirmed', confirmed],
      ['Reported', reported],
      ['Disputed', disputed],
      ['Unsourced', []],
      ['Retracted', claimOf(['wire', 'retracts'])],
    ] as const
  ).flatMap(([title, claims], row) => [
    buildEvent({
      kind: 'action',
      id: `day-${row}`,
      title: `${title} on a day`,
      date: '2025-10-22',
      claims: [...claims],
      tracks,
    }),
    buildEvent({
      kind: 'sanction',
      id: `bar-${row}`,
      title: `${title} period`,
      date: '2025-10-01/2025-10-20',
      claims: [...claims],
      tracks,
    }),
    buildEvent({
      kind: 'document',
      id: `band-${row}`,
      title: `${title} in November`,
      date: '2025-11',
      claims: [...claims],
      tracks,
    }),
    buildEvent({
      kind: 'deadline',
      id: `due-${row}`,
      title: `${title}, ahead`,
      rule: { on: '2025-12-10' },
      claims: [...claims],
      tracks,
    }),
  ]),
);

const deadlines = dossierOf([
  buildEvent({ kind: 'document', id: 'terms', title: 'Terms', date: '2025-11', tracks, claims: confirmed }),
  buildEvent({
    kind: 'deadline',
    id: 'reply',
    title: 'Reply to the terms',
    tracks,
    claims: reported,
    rule: {
      relation: 'within',
      offset: 'P1W',
      from: { event: 'terms', moment: 'starts' },
      count: 'calendar',
      calendar: null,
    },
  }),
  buildEvent({
    kind: 'deadline',
    id: 'vote',
    title: 'Vote',
    tracks,
    claims: reported,
    rule: {
      relation: 'within',
      offset: 'P100D',
      from: { event: 'terms', moment: 'takes-effect' },
      count: 'calendar',
      calendar: null,
    },
  }),
  buildEvent({
    kind: 'deadline',
    id: 'met',
    title: 'Prisoners exchanged',
    outcome: 'met',
    tracks,
    claims: confirmed,
    rule: { on: '2025-11-14' },
  }),
  buildMeeting({ id: 'summit', title: 'Summit', undated: 'not-yet', tracks, claims: reported }),
  buildMeeting({ id: 'past', title: 'An earlier call', undated: 'unknown', tracks, claims: reported }),
]);

const crowded = dossierOf(
  Array.from({ length: 140 }, (_, index) =>
    buildMeeting({
      id: `event-${index}`,
      title: `Round ${index + 1} of the talks`,
      date: index % 7 === 0 ? '2025-10' : `2025-10-${String((index % 28) + 1).padStart(2, '0')}`,
      tracks,
      claims: reported,
    }),
  ),
);

const scripts = buildDossier({
  events: [
    buildMeeting({
      id: 'cyrillic',
      title: 'Переговори в Женеві',
      date: '2025-11-23',
      participants: [{ actor: 'greek', role: 'host' }],
    }),
    buildMeeting({
      id: 'arabic',
      title: 'محادثات الدوحة',
      date: '2025-11-10',
      participants: [{ actor: 'greek', role: 'host' }],
    }),
    buildMeeting({ id: 'hostile', title: 'A <b>bold</b> & "quoted" name', date: '2025-11-03' }),
  ],
  actors: [buildActor({ id: 'greek', name: 'Υπουργείο Εξωτερικών' })],
});

const antiquity = dossierOf([
  buildEvent({ kind: 'document', id: 'kadesh', title: 'Treaty of Kadesh', date: '-1258~', tracks }),
  buildMeeting({ id: 'lagash', title: 'Border of Umma and Lagash settled', date: '-2999/-2900', tracks }),
  buildMeeting({ id: 'nicias', title: 'Peace of Nicias', date: '-0420-04', tracks }),
  buildMeeting({ id: 'westphalia', title: 'Peace of Westphalia', date: '1648-10-24', tracks }),
  buildMeeting({ id: 'beyond', title: 'Far future', date: 'Y12345', tracks }),
]);

const rounds = dossierOf(
  ['2015-07-14', '2018-05-08', '2018-05', '2021-04-06/2022-08-08', '2025-04-12', '2025-06'].map((date, index) =>
    buildMeeting({ id: `round-${index}`, title: `Round ${index + 1}`, date, tracks, claims: reported }),
  ),
);

const longWords = buildDossier({
  events: [
    buildMeeting({
      id: 'a',
      title: 'Donaudampfschifffahrtsgesellschaftskapitänspatentverhandlungen'.repeat(6),
      tracks: ['t'],
    }),
    buildMeeting({
      id: 'b',
      title:
        'A sentence so long that no lane could hold it on a single line, whatever was left out of it, and that must be broken to be read at all, over several lines',
      date: '2025-10-26',
      tracks: ['t'],
    }),
  ],
  tracks: [buildTrack({ id: 't', name: 'Rindfleischetikettierungsüberwachungsaufgabenübertragung' })],
});

/** The figures that are kept as files, by name. */
export const figures: Readonly<Record<string, FigureCase>> = {
  'sample-whole': figureOf(sample),
  'sample-autumn': figureOf(sample, {
    range: ['2025-10-01', '2025-12-14'],
    options: {
      title: 'How a sanctioned envoy came to help draft the 28-point framework',
      standfirst:
        'Reuters reports a waiver that let Kirill Dmitriev into the United States for three days of talks in Miami. For most of the replies, sources give the month, not the day.',
    },
  }),
  'sample-by-kind-dark': figureOf(sample, { grouping: 'kind', options: { theme: 'dark' } }),
  'sample-by-actor': figureOf(sample, { grouping: 'actor' }),
  'sample-narrow': figureOf(sample, {
    options: { width: 360 },
    warnings: ['The standfirst takes three lines; two read better.'],
  }),
  'no-event': figureOf(sample, { events: [] }),
  'one-event': figureOf(dossierOf([buildMeeting({ title: 'Opening round', tracks, claims: reported })])),
  'every-date': figureOf(everyDate),
  'every-standing': figureOf(everyStanding),
  deadlines: figureOf(deadlines, {
    warnings: ['"An earlier call" has no date that an axis can show; it is listed at the foot.'],
  }),
  'crowded-lane': figureOf(crowded, {
    warnings: [
      'The lane "Talks" has no room for 15 more events; the figure names them in one line. Narrow the range or the filters to draw them.',
    ],
  }),
  'other-scripts': figureOf(scripts, { grouping: 'actor' }),
  antiquity: figureOf(antiquity, {
    warnings: ['"Far future" has no date that an axis can show; it is listed at the foot.'],
  }),
  'long-gaps': figureOf(rounds),
  'long-words': figureOf(longWords, {
    options: { title: 'A title without end '.repeat(20).trim() },
    warnings: ['The title takes six lines; two read better.'],
  }),
  'long-words-narrow': figureOf(longWords, { options: { width: 360 } }),
};

import { readFileSync } from 'node:fs';
import { parseDay } from '#core/dates/calendar-day';
import { readSnapshot } from '#core/dossier/snapshot';
import type { FigureLook } from '#core/figure/figure-input';
import type { Stance } from '#core/model/claim';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { noFilters, type Figure, type Filters, type Grouping } from '#core/model/view';
import { buildDossier } from '../builders/dossier';
import {
  buildActor,
  buildCitation,
  buildClaim,
  buildEvent,
  buildFigure,
  buildMeeting,
  buildSource,
  buildTrack,
  type FigureFields,
} from '../builders/records';

/** One figure to be laid out, drawn and kept. */
export interface FigureCase {
  readonly dossier: Dossier;
  readonly figure: Figure;
  readonly look: FigureLook;
  readonly today: number;
  /** The warnings that it gives, of all checks. */
  readonly warnings: readonly string[];
  /** Events that the figure leaves out on purpose, or only counts. */
  readonly unnamed: number;
}

const today = parseDay('2025-12-02');

interface CaseFields {
  readonly figure?: FigureFields;
  readonly filters?: Partial<Filters>;
  readonly grouping?: Grouping;
  readonly today?: string;
  readonly warnings?: readonly string[];
  readonly unnamed?: number;
}

function figureOf(dossier: Dossier, fields: CaseFields = {}): FigureCase {
  const { figure, filters, grouping = 'track', warnings = [], unnamed = 0 } = fields;
  return {
    dossier,
    figure: buildFigure(figure),
    look: { filters: { ...noFilters, ...filters }, grouping, window: null },
    today: fields.today === undefined ? today : parseDay(fields.today),
    warnings,
    unnamed,
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

const autumn = { from: '2025-10-01', to: '2025-12-14' } as const;
const envoy = {
  title: 'How a sanctioned envoy came to help draft the 28-point framework',
  standfirst:
    'Reuters reports a waiver that let Kirill Dmitriev into the United States for three days of talks in Miami. For most of the replies, sources give the month, not the day.',
} as const;
const provisions = `What the framework provides
Territory: Crimea, Donetsk and Luhansk recognised as de facto Russian
Security: constitutional bar on NATO membership
Guarantees: described only as robust`;

const rightToLeft = buildDossier({
  events: [
    buildMeeting({
      id: 'doha',
      title: 'محادثات الدوحة (الجولة 3)',
      date: '2025-11-10',
      tracks: ['t'],
      claims: reported,
    }),
    buildMeeting({ id: 'hebrew', title: 'שיחות בקהיר, 2025', date: '2025-11-14/2025-11-20', tracks: ['t'] }),
    buildMeeting({ id: 'mixed', title: 'Doha: محادثات in Arabic', date: '2025-11', tracks: ['t'], claims: reported }),
  ],
  sources: [wire],
  tracks: [buildTrack({ id: 't', name: 'مسار' })],
});

const emoji = buildDossier({
  events: [buildMeeting({ id: 'emoji', title: 'Handshake 🤝 in Doha', date: '2025-11-10' })],
});

/** The figures that are kept as files, by name. */
export const figures: Readonly<Record<string, FigureCase>> = {
  'sample-slide': figureOf(sample, { figure: envoy }),
  'sample-autumn': figureOf(sample, { figure: { ...envoy, options: autumn } }),
  'sample-a4': figureOf(sample, { figure: { ...envoy, preset: 'a4-portrait' } }),
  'sample-a4-landscape': figureOf(sample, { figure: { ...envoy, preset: 'a4-landscape' } }),
  'sample-letter': figureOf(sample, { figure: { ...envoy, preset: 'letter-portrait' } }),
  'sample-column': figureOf(sample, {
    figure: { ...envoy, preset: 'column' },
    warnings: [
      'The page is too narrow for a column for each lane: all lanes share one line.',
      'The standfirst takes three lines; two read better.',
    ],
  }),
  'sample-two-columns': figureOf(sample, { figure: { ...envoy, preset: 'two-columns' } }),
  'sample-square-dark': figureOf(sample, { figure: { ...envoy, preset: 'square', options: { theme: 'dark' } } }),
  'sample-by-kind-grey': figureOf(sample, {
    grouping: 'kind',
    figure: { options: { theme: 'grey', ...autumn } },
    warnings: [
      'Three events have no room in “Statements” and are named in a line of “more”. A height of 202 mm would show everything, shorter labels would show more.',
    ],
  }),
  'sample-by-actor': figureOf(sample, {
    grouping: 'actor',
    figure: { preset: 'custom', options: { size: { width: 960, height: 1500 }, flow: 'across' } },
  }),
  'sample-ink': figureOf(sample, { figure: { options: { theme: 'ink', isBrief: true } } }),
  'sample-german': figureOf(sample, { figure: { preset: 'a4-portrait', options: { locale: 'de' } } }),
  'sample-french': figureOf(sample, { figure: { options: { locale: 'fr', ...autumn } } }),
  'sample-ukrainian': figureOf(sample, { figure: { preset: 'letter-portrait', options: { locale: 'uk' } } }),
  'sample-american': figureOf(sample, { figure: { options: { locale: 'en-US', ...autumn } } }),
  'sample-single-line': figureOf(sample, { figure: { preset: 'two-columns', options: { isSingleLine: true } } }),
  'two-lanes-in-own-order': figureOf(sample, {
    figure: { options: { lanes: ['reactions', 'back-channel'], ...autumn } },
    unnamed: 6,
  }),
  'worded-and-ordered': figureOf(sample, {
    figure: {
      options: autumn,
      wording: [
        { event: 'miami-meeting', label: 'Three days in Miami: Witkoff, Kushner, Dmitriev', order: null },
        { event: 'wicker-statement', label: null, order: 1 },
      ],
    },
    unnamed: 1,
  }),
  'remarks-across': figureOf(sample, {
    figure: {
      options: { ...autumn, size: { width: 960, height: 660 } },
      preset: 'custom',
      annotations: [
        { id: 'leak', date: '2025-11-19', text: 'The plan leaks to the press' },
        { id: 'panel', date: null, text: provisions },
      ],
    },
  }),
  'remarks-down': figureOf(sample, {
    figure: {
      preset: 'a4-portrait',
      annotations: [
        { id: 'leak', date: '2025-11-19', text: 'The plan leaks to the press' },
        { id: 'panel', date: null, text: provisions },
      ],
    },
  }),
  bare: figureOf(sample, {
    figure: {
      options: {
        ...autumn,
        show: {
          legend: false,
          notes: false,
          grades: false,
          stances: false,
          undated: false,
          today: false,
          relations: false,
        },
      },
    },
    unnamed: 1,
  }),
  'no-event': figureOf(sample, { filters: { tags: [] }, unnamed: 15 }),
  'one-event': figureOf(dossierOf([buildMeeting({ title: 'Opening round', tracks, claims: reported })])),
  'one-event-down': figureOf(dossierOf([buildMeeting({ title: 'Opening round', tracks, claims: reported })]), {
    figure: { preset: 'column' },
  }),
  'every-date': figureOf(everyDate),
  'every-date-down': figureOf(everyDate, { figure: { preset: 'a4-portrait' } }),
  'every-standing': figureOf(everyStanding),
  'every-standing-down': figureOf(everyStanding, { figure: { preset: 'a4-portrait', options: { theme: 'grey' } } }),
  deadlines: figureOf(deadlines, {
    warnings: ['“An earlier call” has no date that an axis can show; it is listed at the foot.'],
  }),
  'deadlines-down': figureOf(deadlines, {
    figure: { preset: 'two-columns', options: { theme: 'dark' } },
    warnings: ['“An earlier call” has no date that an axis can show; it is listed at the foot.'],
  }),
  'crowded-slide': figureOf(crowded, {
    warnings: [
      '92 events have no room in “Talks” and are named in a line of “more”. A height of 412 mm would show everything, shorter labels would show more.',
    ],
    unnamed: 119,
  }),
  'crowded-column': figureOf(crowded, {
    figure: { preset: 'column' },
    warnings: [
      '108 events have no room in “Talks” and are named in a line of “more”. A height of 982 mm would show everything, shorter labels would show more.',
    ],
    unnamed: 109,
  }),
  'other-scripts': figureOf(scripts, { grouping: 'actor' }),
  'right-to-left': figureOf(rightToLeft),
  'right-to-left-down': figureOf(rightToLeft, { figure: { preset: 'column' } }),
  emoji: figureOf(emoji),
  antiquity: figureOf(antiquity, {
    warnings: ['“Far future” has no date that an axis can show; it is listed at the foot.'],
  }),
  'antiquity-down': figureOf(antiquity, {
    figure: { preset: 'a4-portrait' },
    warnings: ['“Far future” has no date that an axis can show; it is listed at the foot.'],
  }),
  'long-gaps': figureOf(rounds),
  'long-gaps-roomy': figureOf(rounds, { figure: { preset: 'letter-landscape', options: { isRoomy: true } } }),
  'long-words': figureOf(longWords, {
    figure: { title: 'A title without end '.repeat(20).trim() },
    warnings: [
      'One event has no room in “Rindfleischetikettierungsüberwachungsaufgabenübertragung” and is named in a line of “more”. A height of 212 mm would show everything, shorter labels would show more.',
      'The title takes six lines; two read better.',
    ],
  }),
  'long-words-down': figureOf(longWords, { figure: { preset: 'column' } }),
};

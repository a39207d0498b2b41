import { describe, expect, it } from 'vitest';
import { applyChange, invertChange } from '#core/dossier/apply';
import { checkChange, referencesTo } from '#core/dossier/integrity';
import { planMerge } from '#core/dossier/merge-records';
import { toSnapshot } from '#core/dossier/snapshot';
import { noFilters } from '#core/model/view';
import { buildDossier } from '../../builders/dossier';
import { buildActor, buildCitation, buildClaim, buildMeeting, buildSource, buildView } from '../../builders/records';
import { seededDossier } from '../../builders/seeded-dossier';

const signature = { label: 'merge', at: '2025-12-02T09:30:00.000Z', author: 'Tester' };
const merge = (taken: string[] = []) => ({ keptId: 'kept', mergedId: 'double', taken: new Set(taken) });

const actors = [
  buildActor({
    id: 'kept',
    name: 'Volodymyr Zelenskyy',
    aliases: ['The president'],
    country: 'UA',
    identifiers: { Wikidata: 'Q3874799', OFAC: 'one' },
    affiliations: [{ actor: 'ukraine', role: 'president', date: '2019/..' }],
    notes: 'Elected in 2019.',
  }),
  buildActor({
    id: 'double',
    name: 'Zelensky',
    office: 'President of Ukraine',
    identifiers: { OFAC: 'another', OpenSanctions: 'NK-1' },
    affiliations: [
      { actor: 'ukraine', role: 'president', date: '2019/..' },
      { actor: 'kept', role: 'the same person', date: null },
    ],
    notes: 'An actor.',
  }),
  buildActor({ id: 'ukraine' }),
];

describe('merging two actors', () => {
  const dossier = buildDossier({
    actors,
    sources: [buildSource({ id: 'remarks', speaksFor: ['kept', 'double'] })],
    events: [
      buildMeeting({
        id: 'talks',
        participants: [
          { actor: 'kept', role: 'host' },
          { actor: 'double', role: 'host' },
          { actor: 'double', role: 'speaker' },
        ],
      }),
    ],
    views: [buildView({ filters: { ...noFilters, actors: ['double', 'kept'] } })],
  });
  const plan = planMerge(dossier, { collection: 'actors', ...merge() });
  const after = applyChange(dossier, plan);

  it('fills what is empty, joins lists, keeps the other name as an alias and both notes', () => {
    expect(plan.result).toEqual({
      ...actors[0],
      aliases: ['The president', 'Zelensky'],
      office: 'President of Ukraine',
      identifiers: { Wikidata: 'Q3874799', OFAC: 'one', OpenSanctions: 'NK-1' },
      affiliations: [{ actor: 'ukraine', role: 'president', date: '2019/..' }],
      notes: 'Elected in 2019.\n\nAn actor.',
    });
  });

  it('asks which of two values stays, and takes the one chosen', () => {
    expect(plan.conflicts).toEqual([
      { field: 'name', kept: 'Volodymyr Zelenskyy', merged: 'Zelensky' },
      { field: 'identifiers.OFAC', kept: 'one', merged: 'another' },
    ]);
    const chosen = planMerge(dossier, { collection: 'actors', ...merge(['name', 'identifiers.OFAC']) });
    expect(chosen.result).toMatchObject({
      name: 'Zelensky',
      aliases: ['The president', 'Volodymyr Zelenskyy'],
      identifiers: { OFAC: 'another' },
    });
  });

  it('moves every reference, and says once what would stand twice', () => {
    expect(referencesTo(after, 'actors', 'double')).toEqual([]);
    expect(after.actors.has('double')).toBe(false);
    expect(after.events.get('talks')?.participants).toEqual([
      { actor: 'kept', role: 'host' },
      { actor: 'kept', role: 'speaker' },
    ]);
    expect(after.sources.get('remarks')?.speaksFor).toEqual(['kept']);
    expect(after.views.get('view')?.filters.actors).toEqual(['kept']);
  });
});

describe('merging two sources', () => {
  const claims = [
    buildClaim({
      citations: [
        buildCitation({ source: 'kept', quote: 'They met.' }),
        buildCitation({ source: 'double' }),
        buildCitation({ source: 'agency', derivedFrom: 'double' }),
        buildCitation({ source: 'double', derivedFrom: 'kept', stance: 'confirms' }),
      ],
    }),
  ];
  const dossier = buildDossier({
    sources: [
      buildSource({ id: 'kept', publisher: 'Reuters', url: 'https://reuters.com/a' }),
      buildSource({ id: 'double', publisher: 'Reuters TV', url: null, language: 'en' }),
      buildSource({ id: 'agency' }),
      buildSource({ id: 'third' }),
    ],
    events: [
      buildMeeting({ id: 'talks', claims }),
      buildMeeting({
        id: 'visit',
        claims: [buildClaim({ citations: [buildCitation({ source: 'kept' }), buildCitation({ source: 'double' })] })],
      }),
    ],
  });
  const plan = planMerge(dossier, { collection: 'sources', ...merge() });
  const after = applyChange(dossier, plan);

  it('drops a citation that says nothing beyond another, and lets no source repeat itself', () => {
    expect(after.events.get('talks')?.claims[0]?.citations).toEqual([
      buildCitation({ source: 'kept', quote: 'They met.' }),
      buildCitation({ source: 'agency', derivedFrom: 'kept' }),
      buildCitation({ source: 'kept', stance: 'confirms' }),
    ]);
  });

  it('shows which standings change', () => {
    expect(plan.standings.map(({ event, before, after: next }) => [event.id, before.standing, next.standing])).toEqual([
      ['talks', 'corroborated', 'single-source'],
      ['visit', 'corroborated', 'single-source'],
    ]);
  });

  it('shows what another publisher does to the standings of the kept source', () => {
    const alone = buildDossier({
      sources: [
        buildSource({ id: 'kept', publisher: 'Reuters' }),
        buildSource({ id: 'double', publisher: 'CBS News' }),
        buildSource({ id: 'cbs', publisher: 'CBS News' }),
      ],
      events: [
        buildMeeting({
          id: 'visit',
          claims: [buildClaim({ citations: [buildCitation({ source: 'kept' }), buildCitation({ source: 'cbs' })] })],
        }),
      ],
    });
    const renaming = planMerge(alone, { collection: 'sources', ...merge(['publisher']) });
    expect(renaming.standings.map((change) => change.after.standing)).toEqual(['single-source']);
  });
});

describe('merging any two records', () => {
  it('leaves no broken link in a dossier of every kind, and is undone as one step', () => {
    for (const seed of [1, 2, 3]) {
      const dossier = seededDossier(seed, 60);
      for (const collection of ['actors', 'sources'] as const) {
        const [keptId = '', mergedId = ''] = dossier[collection].keys();
        const { edits } = planMerge(dossier, { collection, keptId, mergedId, taken: new Set(['name', 'title']) });
        expect(() => checkChange(dossier, edits)).not.toThrow();
        const after = applyChange(dossier, { edits });
        expect(referencesTo(after, collection, mergedId)).toEqual([]);
        const back = applyChange(after, invertChange({ ...signature, edits }, signature));
        expect(toSnapshot(back, 0)).toEqual(toSnapshot(dossier, 0));
      }
    }
  });

  it('refuses to merge a record with itself', () => {
    const dossier = buildDossier({ actors });
    expect(() =>
      planMerge(dossier, { collection: 'actors', keptId: 'kept', mergedId: 'kept', taken: new Set() }),
    ).toThrow();
  });
});

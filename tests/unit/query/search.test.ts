import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay } from '#core/dates/calendar-day';
import type { Dossier } from '#core/model/dossier';
import { excerpt, markWords, search, type SearchResults, searchWords } from '#core/query/search';
import { SearchIndex } from '#core/query/search-index';
import { completionsOf, filtersOfQuery, readSearch, wishOf } from '#core/query/search-query';
import { buildDossier } from '../../builders/dossier';
import { seededRandom } from '../../builders/random';
import {
  buildActor,
  buildCitation,
  buildClaim,
  buildEvent,
  buildMeeting,
  buildSource,
  buildTrack,
} from '../../builders/records';
import { seededDossier } from '../../builders/seeded-dossier';

const today = parseDay('2025-12-02');
const dossier = buildDossier({
  events: [
    buildMeeting({ id: 'late', title: 'Kyiv is briefed', date: '2025-11-20', summary: 'After the talks in Miami.' }),
    buildMeeting({
      id: 'early',
      title: 'A call',
      date: '2025-10-01',
      place: { name: 'Miami', latitude: null, longitude: null },
      notes: 'The draft had no Ukrainian co-author.',
    }),
    buildMeeting({ id: 'titled', title: 'Miami talks', date: '2025-10-24', tags: ['framework'] }),
    buildEvent({
      kind: 'document',
      id: 'accord',
      title: 'Framework',
      date: '2025-11',
      tracks: ['war'],
      participants: [{ actor: 'zelenskyy', role: 'addressee' }],
      provisions: [{ id: 'p', number: '7', heading: 'Territory', text: 'A neutral buffer.' }],
      claims: [
        buildClaim({ id: 'first', text: 'It exists.' }),
        buildClaim({
          id: 'second',
          text: 'A draft was handed over.',
          citations: [buildCitation({ source: 'monde', quote: 'Un choix très difficile', note: 'Read aloud' })],
        }),
      ],
    }),
  ],
  actors: [buildActor({ id: 'zelenskyy', name: 'Volodymyr Zelenskyy', aliases: ['Володимир Зеленський'] })],
  sources: [buildSource({ id: 'monde', title: 'Un café à Kyïv', publisher: 'Le Monde' })],
  tracks: [buildTrack({ id: 'war', name: 'The front line' })],
});

function indexOf(searched: Dossier): SearchIndex {
  const index = new SearchIndex();
  index.follow(searched);
  index.advance(Infinity);
  return index;
}

const resultsOf = (text: string, searched = dossier) =>
  search(indexOf(searched), wishOf(readSearch(text, searched, today), searched, today), 8);
const found = (text: string, searched = dossier) => eventsIn(resultsOf(text, searched), searched);
/** The events found, which must be all that were counted. */
function eventsIn(results: SearchResults, { events }: Pick<Dossier, 'events'>): string[] {
  const ids = [...events.keys()].filter((id) => results.hasEvent(id)).sort();
  expect(results.groups.events.total).toBe(ids.length);
  return ids;
}

describe('a search', () => {
  it('looks in titles, summaries and places alike', () => {
    expect(found('miami')).toEqual(['early', 'late', 'titled']);
  });

  it.each([
    ['case and accents', 'tres DIFFICILE'],
    ['a provision', 'neutral buffer'],
    ['a source by its title', 'cafe'],
    ['a source by its publisher', 'le monde'],
    ['the beginning of a name', 'zelensk'],
    ['a name spelled with one letter less', 'Zelensky'],
    ['a name spelled with another letter', 'Zelenskiy'],
    ['a name in its own script', 'Зеленський'],
    ['a name in another script than that of the dossier', 'Зеленский'],
    ['a name with a typing error', 'Zelnsky'],
    ['a word with a typing error', 'framewrok'],
    ['a claim', 'handed'],
    ['a remark on a quote', 'aloud'],
    ['a track', 'front line'],
  ])('finds by %s', (_, text) => {
    expect(found(text)).toContain('accord');
  });

  it.each(['Kyiv', 'Kiev', 'Київ', 'Киев'])('takes %s for the one city', (text) => {
    expect(found(text)).toContain('late');
  });

  it('looks for typing errors only where nothing is found without', () => {
    expect(found('call')).toEqual(['early']);
  });

  it('wants every word, and does not join the end of one text to the start of the next', () => {
    expect(found('miami territory')).toEqual([]);
    expect(found('callmiami')).toEqual([]);
  });

  it('puts a title before a place, and a place before a summary', () => {
    const { hits } = resultsOf('miami').groups.events;
    expect(hits.map(({ entry }) => entry.record.id)).toEqual(['titled', 'early', 'late']);
  });

  it('groups actors, sources, claims and notes, and names the claim', () => {
    expect(resultsOf('zelensky').groups.actors.hits.map(({ entry }) => entry.record.id)).toEqual(['zelenskyy']);
    expect(resultsOf('monde').groups.sources.hits.map(({ entry }) => entry.record.id)).toEqual(['monde']);
    expect(resultsOf('difficile').groups.claims.hits.map(({ claim }) => claim?.id)).toEqual(['second']);
    expect(resultsOf('ukrainian').groups.notes.hits.map(({ entry }) => entry.record.id)).toEqual(['early']);
    expect(resultsOf('zelensky').groups.claims.total).toBe(0);
  });
});

describe('the operators of a search', () => {
  it.each([
    ['kind:meeting', ['early', 'late', 'titled']],
    ['kind:doc', ['accord']],
    ['kind:meeting kind:document', ['accord', 'early', 'late', 'titled']],
    ['kind:meetings miami talks', ['late', 'titled']],
    ['actor:Zelenskiy', ['accord']],
    ['actor:"volodymyr zelenskyy"', ['accord']],
    ['source:"Le Monde"', ['accord']],
    ['tag:framework', ['titled']],
    ['track:"front line"', ['accord']],
    ['before:2025-10-24', ['early']],
    ['before: 24 October 2025 call', ['early']],
    ['after: late October 2025', ['accord', 'late']],
    ['after:2025-10-01 before:2025-11', ['titled']],
    ['standing:unsourced kind:document', []],
    ['standing:unsourced', ['accord', 'early', 'late', 'titled']],
  ])('%s', (text, expected) => {
    const expectedHere = text === 'standing:unsourced kind:document' ? ['accord'] : expected;
    expect(readSearch(text, dossier, today).faults).toEqual([]);
    expect(found(text)).toEqual(expectedHere);
  });

  it.each([
    ['kind:party', 'It can be meeting, sanction'],
    ['actor:nobody', 'No actor in this dossier is called “nobody”.'],
    ['source:"The Times"', 'No source in this dossier is called “The Times”.'],
    ['tag:sports', 'No event has the tag “sports”.'],
    ['standing:true', 'It can be confirmed'],
    ['before:bananas', 'is not a date Parley can read'],
    ['after:10/11/2025', 'can be 10 Nov 2025 or 11 Oct 2025. Write the month as a word.'],
    ['after: since 2022', 'has no last day to count from'],
    ['before:Y12000', '“Y12000” lies beyond the years -9999 to 9999. Give a date within them.'],
    ['before:Y-12000', '“Y-12000” lies beyond'],
    ['after:Y12000', '“Y12000” lies beyond'],
  ])('say of %s what is wrong', (text, words) => {
    const [fault] = readSearch(text, dossier, today).faults;
    expect(fault).toContain(words);
    expect(() => found(text)).not.toThrow();
  });

  it('hold to the narrower of two limits, before the common era as after it', () => {
    const limits = (text: string) => readSearch(text, dossier, today).filters;
    expect(limits('before:-0333-01-01 before:-0043-01-01').before).toBe('-0333-01-01');
    expect(limits('before:-0043-01-01 before:-0333-01-01').before).toBe('-0333-01-01');
    expect(limits('after:-0333-01-01 after:-0043-01-01').after).toBe('-0043-01-01');
    expect(limits('before:0100-01-01 before:-0043-01-01').before).toBe('-0043-01-01');
    expect(limits('after:9999 after:-9999-01-01').after).toBe('9999-12-31');
  });

  it.each([
    ['knd:meeting', 'There is no operator “knd:”. It can be kind:, actor:'],
    ['miami is:overdue', 'There is no operator “is:”. It can be kind:'],
    ['date:2025-11', 'There is no operator “date:”. For dates there are before: and after:.'],
    ['-kind:statement', '“-kind:statement” is not understood'],
    ['miami -kyiv', '“-kyiv” is not understood'],
    ['umerov OR kallas', '“OR” is not understood'],
  ])('say of %s that it is not understood', (text, words) => {
    const { faults } = readSearch(text, dossier, today);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(words);
  });

  it.each([
    'https://example.org/a?b=c',
    'at 14:30',
    'Kallas: a plan',
    'kallas: a plan',
    'Kyiv:Moscow',
    'talks - Kyiv',
    'co-author',
    'war or peace',
    'kind:meeting before: 24 to 26 October 2025 miami',
  ])('take %s for words to look for', (text) => {
    expect(readSearch(text, dossier, today).faults).toEqual([]);
  });

  it('say nothing of an operator whose value has yet to come', () => {
    expect(readSearch('kind:', dossier, today).faults).toEqual([]);
  });

  it('become filters that show the same events', () => {
    const query = readSearch('kind:meeting after:2025-10-02 miami', dossier, today);
    expect(filtersOfQuery(query)).toMatchObject({ kinds: ['meeting'], after: '2025-10-02', text: 'miami' });
  });

  it('are completed, by name and by value', () => {
    const completed = (text: string) =>
      completionsOf(readSearch(text, dossier, today), text, dossier, 5).map((each) => each.text);
    expect(completed('miami ki')).toEqual(['miami kind:']);
    expect(completed('kind:me')).toEqual(['kind:Meeting ']);
    expect(completed('actor:zel')).toEqual(['actor:"Volodymyr Zelenskyy" ']);
    expect(completed('actor:"Volodymyr Zelenskyy"')).toEqual([]);
    expect(completed('kind:Meeting ')).toEqual([]);
  });
});

describe('the index of a search', () => {
  it('notices that an actor was renamed, in every event', () => {
    const index = indexOf(dossier);
    const renamed = buildActor({ id: 'zelenskyy', name: 'The President' });
    index.follow({ ...dossier, actors: new Map([[renamed.id, renamed]]) });
    expect(index.waiting).toBe(1);
    index.advance(1);
    const foundBy = (word: string) => eventsIn(search(index, { words: [word], matches: null }, 5), dossier);
    expect(foundBy('president')).toEqual(['accord']);
    expect(foundBy('zelenskyy')).toEqual([]);
  });

  it('leaves what was found before as it was when it goes on', () => {
    const index = indexOf(dossier);
    const before = search(index, { words: ['miami'], matches: null }, 5);
    const ids = eventsIn(before, dossier);
    expect(ids.length).toBeGreaterThan(1);
    const events = new Map([...dossier.events].map(([id, event]) => [id, { ...event, title: 'Another' }]));
    index.follow({ ...dossier, events });
    index.advance(Infinity);
    expect(eventsIn(before, dossier)).toEqual(ids);
  });

  it('finds after any run of edits what an index made anew would find', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const followed = new SearchIndex();
        let now = seededDossier(seed, 30);
        for (let step = 0; step < 4; step++) {
          followed.follow(now);
          if (random.chance(0.7)) followed.advance(random.whole(0, 40));
          const other = seededDossier(seed + step + 1, 30);
          const events = new Map(now.events);
          for (const [id, event] of other.events) {
            if (random.chance(0.2)) events.delete(id);
            else if (random.chance(0.3)) events.set(id, event);
          }
          now = { ...now, events, actors: random.chance(0.5) ? other.actors : now.actors };
        }
        followed.follow(now);
        followed.advance(Infinity);
        for (const word of ['border', 'zelensky', 'detente', 'actor', '3']) {
          const wish = { words: searchWords(word), matches: null };
          const expected = eventsIn(search(indexOf(now), wish, 100), now);
          expect(eventsIn(search(followed, wish, 100), now)).toEqual(expected);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('what was found in a text', () => {
  it('is marked word by word', () => {
    const { terms } = resultsOf('zelensky');
    expect(markWords('Zelenskyy: a choice', terms)).toEqual([
      { text: 'Zelenskyy', isHit: true },
      { text: ': a choice', isHit: false },
    ]);
  });

  it('is cut out of a long one', () => {
    const text = `${'Before it much was said. '.repeat(10)}Then the harbour was named. ${'And more. '.repeat(20)}`;
    const cut = excerpt(text, new Set(['harbour']), 80);
    expect(cut).toContain('harbour');
    expect(cut.length).toBeLessThan(90);
    expect(cut.startsWith('…')).toBe(true);
    expect(cut.endsWith('…')).toBe(true);
  });
});

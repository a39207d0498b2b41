import { describe, expect, it } from 'vitest';
import { blankActor, blankSource } from '#core/model/blank';
import { sourceAtAddress } from '#core/capture/source-from-address';
import { pageKey } from '#core/capture/web-address';
import { actorsLike, eventsLike, sourcesLike } from '#core/query/near-duplicates';
import { buildDossier } from '../../builders/dossier';
import { buildActor, buildEvent, buildMeeting, buildSource } from '../../builders/records';

const dossier = buildDossier({
  actors: [
    buildActor({ id: 'zelenskyy', name: 'Volodymyr Zelenskyy' }),
    buildActor({ id: 'dmitriev', name: 'Kirill Dmitriev', aliases: ['The envoy'] }),
    buildActor({ id: 'li', name: 'Li' }),
    buildActor({ id: 'lu', name: 'Lu' }),
  ],
  sources: [
    buildSource({
      id: 'story',
      title: 'Envoys met in Miami to draft a plan',
      publisher: 'Reuters',
      url: 'https://www.reuters.com/world/story-1/',
      archiveUrl: 'https://archive.org/web/1',
    }),
    buildSource({ id: 'unpublished', title: 'A leaked memorandum of the talks', publisher: null }),
  ],
  events: [
    buildMeeting({
      id: 'miami',
      title: 'Three-day meeting in Miami drafts the framework',
      date: '2025-10-24/2025-10-26',
    }),
    buildMeeting({ id: 'berlin', title: 'A meeting in Berlin', label: 'Berlin talks', date: '2025-11-03' }),
  ],
});
const actorsNamed = (name: string) => actorsLike({ ...blankActor('new'), name }, dossier).map(({ id }) => id);
const sourcesAs = (fields: object) => sourcesLike({ ...blankSource('new'), ...fields }, dossier);

describe('an actor that may be there already', () => {
  it.each([
    ['Volodymyr Zelensky', ['zelenskyy']],
    ['Zelenskiy, Volodymyr', ['zelenskyy']],
    ['Володимир Зеленський', ['zelenskyy']],
    ['Kirill Dmítriev', ['dmitriev']],
    ['Kiril Dmitreiv', ['dmitriev']],
    ['the ENVOY', ['dmitriev']],
    ['Kirill', []],
    ['Kirill Dmitriev, junior', []],
    ['Le', []],
    ['', []],
  ])('is found for %s', (name, found) => {
    expect(actorsNamed(name)).toEqual(found);
  });

  it('is never the one that is being edited', () => {
    expect(actorsLike(buildActor({ id: 'dmitriev', name: 'Kirill Dmitriev' }), dossier)).toEqual([]);
  });
});

describe('a source that may be there already', () => {
  it.each([
    'http://reuters.com/world/story-1',
    'https://m.reuters.com/world/story-1/?utm_source=x&fbclid=y#top',
    'https://www.reuters.com:443/world/story-1?ref=home',
    'https://archive.org/web/1',
  ])('is found by its address, written as %s', (url) => {
    expect(sourcesAs({ title: 'Something else', url })).toEqual([{ id: 'story', why: 'has the same address' }]);
  });

  it('is another where a parameter or a port tells the pages apart', () => {
    expect(pageKey('https://a.org/p?id=1&utm_medium=x')).toBe('a.org/p?id=1');
    expect(pageKey('https://a.org/p?b=2&a=1')).toBe(pageKey('http://a.org:80/p?a=1&b=2'));
    expect(pageKey('https://a.org/p?id=1')).not.toBe(pageKey('https://a.org/p?id=2'));
    expect(pageKey('https://a.org/p')).not.toBe(pageKey('https://a.org:8443/p'));
  });

  it('is the one that a pasted address would be taken for', () => {
    const address = 'https://edition.reuters.com/world/story-1?ocid=abc';
    expect(sourceAtAddress(address, [...dossier.sources.values()])?.id).toBe('story');
    expect(sourcesAs({ url: address }).map(({ id }) => id)).toEqual(['story']);
  });

  it('is found by its title, unless somebody else published it', () => {
    const title = 'Envoys met in Miamí, to draft a plan';
    expect(sourcesAs({ title, publisher: 'REUTERS' })).toEqual([{ id: 'story', why: 'has nearly the same title' }]);
    expect(sourcesAs({ title, publisher: null }).map(({ id }) => id)).toEqual(['story']);
    expect(sourcesAs({ title, publisher: 'CBS News' })).toEqual([]);
  });
});

describe('an event that may be there already', () => {
  const like = (fields: Parameters<typeof buildMeeting>[0]) =>
    eventsLike(buildMeeting({ id: 'new', ...fields }), dossier).map(({ id }) => id);

  it('is found on the same day under nearly the same title or label', () => {
    expect(like({ title: 'Three-day meeting in Miami drafts framework', date: '2025-10-24' })).toEqual(['miami']);
    expect(like({ title: 'Talks in Berlin', date: '2025-11-03' })).toEqual(['berlin']);
  });

  it('is another on another day, or under another title', () => {
    expect(like({ title: 'Three-day meeting in Miami drafts the framework', date: '2025-10-25' })).toEqual([]);
    expect(like({ title: 'A vote in Kyiv', date: '2025-10-24' })).toEqual([]);
    expect(like({ title: 'Three-day meeting in Miami', date: null, undated: 'not-yet' })).toEqual([]);
  });

  it('is not looked for while the date is still being typed, nor for a deadline, which hangs on others', () => {
    expect(like({ title: 'Three-day meeting in Miami', date: '24 Oct' })).toEqual([]);
    expect(eventsLike(buildEvent({ kind: 'deadline', id: 'new', rule: { on: '' } }), dossier)).toEqual([]);
  });
});

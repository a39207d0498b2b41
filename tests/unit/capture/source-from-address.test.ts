import { describe, expect, it } from 'vitest';
import { sourceAtAddress, sourceFromAddress } from '#core/capture/source-from-address';
import { pageKey } from '#core/capture/web-address';
import { readRecord } from '#core/model/problems';
import { buildSource } from '../../builders/records';

const read = (address: string, known: Parameters<typeof sourceFromAddress>[2] = []) =>
  sourceFromAddress(address, 'new', known);

describe('a source read from its address', () => {
  it.each([
    [
      'https://www.reuters.com/world/europe/us-envoys-drafted-peace-plan-2025-11-21/',
      { publisher: 'Reuters', title: 'Us envoys drafted peace plan', published: '2025-11-21' },
    ],
    [
      'https://www.theguardian.com/world/2025/nov/21/what-is-in-the-plan?utm_source=x#comments',
      { publisher: 'The Guardian', title: 'What is in the plan', published: '2025-11-21' },
    ],
    [
      'https://www.cbsnews.com/news/ukraine-framework-28-points-8f3a91bc02/',
      { publisher: 'CBS News', title: 'Ukraine framework 28 points', published: null },
    ],
    ['https://example.org/2025/11/some-analysis.html', { publisher: 'example.org', published: '2025-11' }],
    ['https://example.org/a_b/20251121/story_of_talks.html', { title: 'Story of talks', published: '2025-11-21' }],
    ['https://www.state.gov/releases/joint-statement', { origin: 'official', type: 'webpage' }],
    ['https://x.com/SecRubio/status/19912345678', { publisher: '@SecRubio (x.com)', origin: 'own-words' }],
    ['https://example.org/', { title: 'example.org', published: null }],
    ['https://example.org/%E0%A4%A-stray-percent', { title: '%E0%A4%A stray percent' }],
  ])('%s', (address, expected) => {
    const source = read(address);
    expect(source).toMatchObject(expected);
    expect(readRecord('sources', source, 'new').ok).toBe(true);
  });

  it('has no day where the path names one that never was', () => {
    expect(read('https://example.org/2025/02/31/a-story')?.published).toBeNull();
  });

  it('takes the original as its link when an archive was given', () => {
    const original = 'https://www.reuters.com/world/talks-in-miami-2025-10-25/';
    for (const address of [
      `https://web.archive.org/web/20251121103000/${original}`,
      `https://web.archive.org/web/20251121103000/${original.replace('://', ':/')}`,
      `https://archive.ph/2025.11.21-103000/${original}`,
    ]) {
      expect(read(address)).toMatchObject({ url: original, archiveUrl: address, published: '2025-10-25' });
    }
  });

  it('keeps an archive’s short address as the link, since it names no other', () => {
    expect(read('https://archive.ph/aB3x9')).toMatchObject({ url: 'https://archive.ph/aB3x9', archiveUrl: null });
  });

  it('follows what the dossier says of the same outlet', () => {
    const kin = buildSource({
      id: 'kin',
      url: 'https://news.example.org/one',
      publisher: 'The Example',
      origin: 'secondary',
      reliability: 'C',
    });
    const found = read('https://news.example.org/two-more-words', [kin]);
    expect(found).toMatchObject({ publisher: 'The Example', origin: 'secondary', reliability: 'C', credibility: null });
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'Reuters', '', 'https://', 'see https://example.org'])(
    'is not made from "%s"',
    (text) => expect(read(text)).toBeNull(),
  );
});

describe('a source that the dossier has', () => {
  const known = buildSource({
    id: 'known',
    url: 'https://www.reuters.com/world/talks/',
    archiveUrl: 'https://archive.ph/aB3x9',
  });

  it.each([
    'http://reuters.com/world/talks?utm_medium=social',
    'https://www.reuters.com/world/talks#top',
    'https://archive.ph/aB3x9',
    'https://web.archive.org/web/2025/https://www.reuters.com/world/talks/',
  ])('is found by %s', (address) => expect(sourceAtAddress(address, [known])?.id).toBe('known'));

  it('is not found by another page of its site', () => {
    expect(sourceAtAddress('https://www.reuters.com/world/talks?page=2', [known])).toBeNull();
  });
});

describe('the key of a page', () => {
  it('is the same whatever the order of its parameters', () => {
    expect(pageKey('https://a.example/p?x=1&y=2')).toBe(pageKey('http://www.a.example/p/?y=2&x=1'));
  });
});

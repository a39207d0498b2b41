import { describe, expect, it } from 'vitest';
import type { Brief, Span } from '#core/brief/brief';
import { composeBrief } from '#core/brief/compose-brief';
import { toHtml } from '#core/brief/html';
import { toMarkdown } from '#core/brief/markdown';
import { emptyDossier } from '#core/dossier/snapshot';
import type { Dossier } from '#core/model/dossier';
import { noFilters } from '#core/model/view';
import { everything, select, type Selection } from '#core/query/selection';
import { hostileLines } from '../../builders/hostile';
import { briefs, today } from './briefs';

const figureAddress = 'figure.svg';
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="600pt" height="400pt" viewBox="0 0 600 400"></svg>\n';

function compose(name: string): Brief {
  const { dossier, selection, options } = briefs[name]!;
  return composeBrief(select(dossier, selection, today), options);
}

const words = (spans: readonly Span[]) =>
  spans
    .map((span) => (span.type === 'text' ? span.text : span.type === 'link' ? span.url : `[${span.number}]`))
    .join('');

/** Everything that a brief says, block by block. */
function textsOf({ blocks, notes }: Brief): string[] {
  const said = blocks.flatMap((block) => {
    switch (block.type) {
      case 'heading':
        return [block.text];
      case 'paragraph':
        return [words(block.spans)];
      case 'list':
        return block.items.map(words);
      case 'table':
        return block.rows.map((cells) => cells.map(words).join(' | '));
      case 'figure':
        return [block.caption];
    }
  });
  return [...said, ...notes.map(words)];
}

describe.each(Object.keys(briefs))('the brief "%s"', (name) => {
  it('reads in Markdown as it was last looked at', async () => {
    await expect(toMarkdown(compose(name), figureAddress)).toMatchFileSnapshot(`snapshots/${name}.md`);
  });

  it('is the same for the same selection on the same day', () => {
    expect(compose(name)).toEqual(compose(name));
  });

  it('has each note once, in the order of the text', () => {
    const brief = compose(name);
    const numbers = brief.blocks.flatMap((block) => {
      const spans = block.type === 'paragraph' ? block.spans : block.type === 'list' ? block.items.flat() : [];
      return spans.flatMap((span) => (span.type === 'note' ? [span.number] : []));
    });
    expect(numbers).toEqual(brief.notes.map((_, index) => index + 1));
  });
});

describe('a brief', () => {
  it.each(['every-standing', 'hostile'])('reads in HTML as it was last looked at: %s', async (name) => {
    await expect(toHtml(compose(name), svg)).toMatchFileSnapshot(`snapshots/${name}.html`);
  });

  it('says how each claim is known, and from whom', () => {
    const said = textsOf(compose('every-standing'));
    expect(said).toContain('They met. Reported by The agency only; An outlet is not independent of it.[2]');
    expect(said).toContain('They agreed on a text. Disputed: The minister denies it (The ministry).[3]');
    expect(said).toContain('The minister said so. First-hand: an official record of The minister (The ministry).[1]');
    expect(said).toContain('Unsourced: no claim with a source is recorded.');
  });

  it('gives a source in full once and shortly from then on', () => {
    const [first, second] = compose('one-event').notes.map(words);
    expect(first).toMatch(
      /^A\. Reporter and B\. Reporter, “Envoys met for three days, two people who were there say”, The agency, 27 Oct 2025 \(press, graded B2\), https:\/\/agency\.example\/envoys\?id=1&day=27, read 3 Nov 2025, paragraph 2, confirms: “They met\.”; /,
    );
    expect(first).toContain('“Envoys met”, An outlet, Oct 2025 (press, not graded), repeating The agency; ');
    expect(second).toMatch(/^The agency, “Envoys met for three days, two people who were…” \(note 1\); /);
    expect(second).toContain('said 28 Oct 2025, denies');
  });

  it('sets who says what of a disputed point side by side', () => {
    const said = textsOf(compose('every-standing'));
    const from = said.indexOf('They agreed on a text (Envoys meet for three days)');
    expect(said.slice(from, from + 4)).toEqual([
      'They agreed on a text (Envoys meet for three days)',
      'The agency reports it.[4]',
      'The minister denies it (The ministry).[5]',
      'A blog says so. This is secondary analysis and does not count.[6]',
    ]);
    expect(said).toContain('“Envoys meet for three days” contradicts “The minister knows of no meeting”.');
  });

  it('tells an event of several tracks once, and names it in the others', () => {
    const said = textsOf(compose('every-standing-by-track'));
    expect(said.filter((text) => text === '24–26 Oct 2025. Envoys meet for three days')).toHaveLength(1);
    expect(said).toContain('24–26 Oct 2025. Envoys meet for three days: see Talks.');
  });

  it('leaves the description of the whole dossier out of a part of it', () => {
    const { dossier } = briefs['every-standing']!;
    const described = { ...dossier, description: 'The whole story.' };
    const of = (selection: typeof everything) =>
      textsOf(composeBrief(select(described, selection, today), { order: 'date', title: null }));
    expect(of(everything)).toContain('The whole story.');
    expect(of({ ...everything, events: ['meeting'] })).not.toContain('The whole story.');
  });

  it.each<[string, Dossier, Selection, sentence?: string]>([
    ['an empty dossier', emptyDossier('empty', 'Empty'), everything, 'The dossier has no events yet'],
    ['filters that nothing passes', briefs.october!.dossier, { ...everything, filters: { ...noFilters, kinds: [] } }],
    ['events that are not there', briefs.october!.dossier, { ...everything, events: ['gone'] }],
  ])('of %s is refused with a sentence', (_, dossier, selection, sentence = 'No event is in the selection') => {
    const attempt = () => composeBrief(select(dossier, selection, today), { order: 'date', title: null });
    expect(attempt).toThrow(sentence);
  });

  it('of a range that ends before it begins is refused with a sentence', () => {
    const selection = { ...everything, range: { from: '2025-11-02', to: '2025-11-01' } };
    expect(() => select(briefs.october!.dossier, selection, today)).toThrow('before it begins on 2025-11-02. Swap');
  });
});

describe('hostile text', () => {
  it('stays text in HTML: no tag, no attribute, no script of its own', () => {
    const html = toHtml(compose('hostile'), svg);
    const tags = new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name]) => name));
    expect([...tags].sort()).toEqual(
      [
        'a',
        'body',
        'em',
        'figcaption',
        'figure',
        'h1',
        'h2',
        'h3',
        'head',
        'header',
        'html',
        'li',
        'main',
        'meta',
        'ol',
      ]
        .concat([
          'p',
          'section',
          'strong',
          'style',
          'sup',
          'svg',
          'table',
          'tbody',
          'td',
          'th',
          'thead',
          'title',
          'tr',
          'ul',
        ])
        .sort(),
    );
    expect(html).not.toMatch(/<[^>]*\son\w+\s*=/i);
    expect(
      [...html.matchAll(/(?:href|src)="([^"]*)"/g)].every(([, to]) => /^(#|https:\/\/example\.org\/)/.test(to!)),
    ).toBe(true);
  });

  it('stays text in Markdown: with its backslashes it is what was written', () => {
    const markdown = toMarkdown(compose('hostile'), figureAddress);
    const lines = markdown.split('\n');
    for (const line of hostileLines) {
      expect(markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1')).toContain(line.replace(/\\/g, '\\').replace(/\s+/g, ' '));
    }
    for (const line of lines) {
      const bare = line
        .replace(/\\[!-/:-@[-`{-~]/g, '')
        .replace(/^\[figure\]: <figure\.svg>$|^!\[(.*)\]\[figure\]$/, '')
        .replace(/^\[\^\d+\]: |\[\^\d+\]|<https:\/\/example\.org\/[^<>\s]*>/g, '');
      expect(bare).not.toMatch(/[<>[\]`~_]|https?:|www\.|@/);
    }
  });
});

import { describe, expect, it } from 'vitest';
import {
  flat,
  polyline,
  stroke,
  type GradientPaint,
  type Scene,
  type SceneNode,
  type TextNode,
} from '#core/figure/scene';
import { toSvg } from '#core/figure/svg';

function sceneOf(nodes: readonly SceneNode[], more: Partial<Scene> = {}): Scene {
  return {
    width: 100,
    height: 50,
    language: 'en',
    title: 'Title',
    description: 'Words',
    groups: [{ name: 'Lane', nodes }],
    ...more,
  };
}

function textOf(text: string, rise = 0): TextNode {
  const run = { text, font: { family: 'sans', weight: 500, size: 10 }, colour: '#14181F', rise } as const;
  return { type: 'text', x: 10, y: 20, anchor: 'start', runs: [run] };
}

describe('a figure as SVG', () => {
  it('is an image with a title and a description, in points', () => {
    const svg = toSvg(sceneOf([]));
    expect(svg).toContain('width="100pt" height="50pt" viewBox="0 0 100 50" role="img"');
    expect(svg).toContain('<title id="figure-title">Title</title>');
    expect(svg).toContain('<desc id="figure-description">Words</desc>');
  });

  it('keeps text as text, in fonts named by family, with superscripts raised and lowered again', () => {
    const [first, raised, last] = [textOf('Miami'), textOf('1,2', 3), textOf(' after')];
    const node: TextNode = { ...first, runs: [...first.runs, ...raised.runs, ...last.runs] };
    expect(toSvg(sceneOf([node]))).toMatch(
      /<tspan font-family="Inter,[^>]*>Miami<\/tspan><tspan dy="-3" [^>]*>1,2<\/tspan><tspan dy="3" [^>]*> after<\/tspan>/,
    );
  });

  it('escapes markup and leaves out what XML cannot hold', () => {
    const svg = toSvg(sceneOf([textOf('<script>"R&D"\u0000\u0007\uD800\uFFFE</script>')], { title: 'A & B' }));
    expect(svg).toContain('&lt;script&gt;&quot;R&amp;D&quot;&lt;/script&gt;');
    expect(svg).toContain('>A &amp; B</title>');
    expect(svg.isWellFormed()).toBe(true);
  });

  it('keeps letters beyond the basic plane', () => {
    expect(toSvg(sceneOf([textOf('𝄞')]))).toContain('𝄞');
  });

  it('rounds coordinates to two decimals', () => {
    const line = polyline(
      [
        { x: 1 / 3, y: -0.0001 },
        { x: 10.129, y: 2 },
      ],
      stroke('#000000', 2 / 3),
    );
    const svg = toSvg(sceneOf([line]));
    expect(svg).toContain('d="M0.33 0L10.13 2"');
    expect(svg).toContain('stroke-width="0.67"');
  });

  it('defines each gradient once', () => {
    const stops = [
      { offset: 0, colour: '#000000', opacity: 0 },
      { offset: 1, colour: '#000000', opacity: 1 },
    ];
    const fill: GradientPaint = { type: 'gradient', x1: 0, y1: 0, x2: 10, y2: 0, stops };
    const rect = { type: 'rect', x: 0, y: 0, width: 10, height: 10, fill } as const;
    const svg = toSvg(sceneOf([rect, { ...rect, fill: { ...fill } }, { ...rect, fill: { ...fill, x2: 20 } }]));
    expect(svg.match(/<linearGradient /g)).toHaveLength(2);
    expect(svg.match(/url\(#figure-paint-1\)/g)).toHaveLength(2);
  });

  it('names groups by lane, each id its own, whatever the script', () => {
    const groups = ['Kyiv', 'Kyiv', 'Київ', 'A "quoted" lane'].map((name) => ({ name, nodes: [] }));
    const svg = toSvg(sceneOf([], { groups }));
    expect([...svg.matchAll(/<g id="([^"]+)"/g)].map(([, id]) => id)).toEqual([
      'figure-kyiv',
      'figure-kyiv-2',
      'figure-part',
      'figure-a-quoted-lane',
    ]);
    expect(svg).toContain('data-name="Київ"');
    expect(svg).toContain('data-name="A &quot;quoted&quot; lane"');
  });

  it('has no styles, scripts or references to anything outside', () => {
    const svg = toSvg(
      sceneOf([textOf('words'), { type: 'rect', x: 0, y: 0, width: 1, height: 1, fill: flat('#FFFFFF', 0.5) }]),
    );
    expect(svg).not.toMatch(/<style|style=|<script|href|url\((?!#)/);
    expect(svg).toContain('fill-opacity="0.5"');
  });
});

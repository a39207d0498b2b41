import { inflateSync } from 'node:zlib';
import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { parseDay } from '#core/dates/calendar-day';
import { hasRightToLeft } from '#core/figure/direction';
import { figureInput } from '#core/figure/figure-input';
import { layOut } from '#core/figure/lay-out';
import type { Scene, SceneNode, TextNode } from '#core/figure/scene';
import { toSvg } from '#core/figure/svg';
import { openFigureFonts } from '#host/figure/font-metrics';
import { toPdf } from '#host/figure/pdf';
import { figures } from './figures';
import { randomFigures, randomInput } from './random-figures';

const fonts = openFigureFonts();
const fontsOpenedAgain = openFigureFonts();
const day = parseDay('2025-12-02');

/** What a reader of PDF finds: its pages, and the runs of text on the first in the order in which they are written. */
async function read(pdf: Buffer) {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const page = await document.getPage(1);
  const { items } = await page.getTextContent();
  const runs = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item.str.trim()] : []));
  const { info, metadata } = await document.getMetadata();
  return { pages: document.numPages, box: page.view, runs, info, metadata };
}

function runsOfSvg(svg: string): string[] {
  const letters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return [...svg.matchAll(/<tspan[^>]*>([^<]*)<\/tspan>/g)]
    .map(([, text = '']) => text.replace(/&(\w+);/g, (_, name: string) => letters[name] ?? '').trim())
    .filter((text) => text !== '');
}

/** A scene without the lines that hold right-to-left text, which a PDF has as outlines. */
function leftToRight(scene: Scene): Scene {
  const isPlain = (node: SceneNode) => node.type !== 'text' || !node.runs.some((run) => hasRightToLeft(run.text));
  return { ...scene, groups: scene.groups.map((group) => ({ ...group, nodes: group.nodes.filter(isPlain) })) };
}

/** The embedded programs, one for each font of the file; fonts that rest on the reader's machine have none. */
function fontsOf(pdf: Buffer) {
  const text = pdf.toString('latin1');
  return {
    used: text.match(/\/Type \/Font\n\/Subtype \/Type0/g)?.length ?? 0,
    embedded: text.match(/\/FontFile2 \d+ 0 R/g)?.length ?? 0,
    subsets: text.match(/\/FontName \/[A-Z]{6}\+/g)?.length ?? 0,
    others: text.match(/\/Subtype \/(Type1|TrueType)\b/g)?.length ?? 0,
  };
}

/** Every compressed part of the file as text, the page's drawing among them. */
function partsOf(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/\/Filter \/FlateDecode\n>>\nstream\n([\s\S]*?)\nendstream/g)].map(([, bytes = '']) =>
    inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1'),
  );
}

function sceneOf(nodes: readonly SceneNode[], title = 'Title'): Scene {
  return { width: 300, height: 50, language: 'uk', title, description: 'Words', groups: [{ name: 'Lane', nodes }] };
}

function textOf(text: string, more: Partial<TextNode> = {}): TextNode {
  const run = { text, font: { family: 'sans', weight: 500, size: 10 }, colour: '#14181F', rise: 0 } as const;
  return { type: 'text', x: 10, y: 20, anchor: 'start', runs: [run], ...more };
}

const readText = async (node: TextNode) => (await read(await toPdf(sceneOf([node]), day, fonts))).runs;

describe.each(Object.entries(figures))('the figure "%s" as PDF', (_, { dossier, figure, look, today }) => {
  const { selection, options } = figureInput(dossier, figure, look, today);
  const { scene } = layOut(selection, options, fonts.measure);
  const pdf = toPdf(scene, day, fonts);

  it('has the text of the SVG, run for run, on one page as large as the scene', async () => {
    const { pages, box, runs } = await read(await pdf);
    expect(runs).toEqual(runsOfSvg(toSvg(leftToRight(scene))));
    expect(pages).toBe(1);
    expect(box.map((each) => each.toFixed(2))).toEqual(
      [0, 0, scene.width, scene.height].map((each) => each.toFixed(2)),
    );
  });

  it('holds the letters it uses of every font', async () => {
    const { used, embedded, subsets, others } = fontsOf(await pdf);
    expect(used).toBeGreaterThan(0);
    expect({ embedded, subsets, others }).toEqual({ embedded: used, subsets: used, others: 0 });
  });

  it('is the same file every time', async () => {
    expect((await toPdf(scene, day, fontsOpenedAgain)).equals(await pdf)).toBe(true);
  });
});

describe('figures of dossiers made by chance, as PDF', () => {
  it.each(randomFigures)('have the text of the SVG: seed $seed, $count events, $preset', async (each) => {
    const { selection, options } = randomInput(each);
    const { scene } = layOut(selection, options, fonts.measure);
    const { runs } = await read(await toPdf(scene, day, fonts));
    expect(runs).toEqual(runsOfSvg(toSvg(scene)));
  });
});

describe('right-to-left text in a PDF', () => {
  it('is drawn as outlines, and the words beside it stay text in their places', async () => {
    const runs = ['محادثات الدوحة (3)', ', 10 Nov'].map((text) => ({
      text,
      font: { family: 'sans', weight: 500, size: 10 } as const,
      colour: '#14181F',
      rise: 0,
    }));
    const node: TextNode = { type: 'text', x: 10, y: 20, anchor: 'start', runs };
    expect(await readText(node)).toEqual(['3', ', 10 Nov']);
    const shapes = partsOf(await toPdf(sceneOf([node]), day, fonts)).join('\n');
    expect(shapes.match(/^f$/gm)?.length ?? 0).toBeGreaterThan(10);
  });
});

describe('a figure as PDF', () => {
  it('says its title, its language, what it shows in words and the day it was drawn for', async () => {
    const title = 'R&D: <Київ> — Αθήνα';
    const pdf = await toPdf(sceneOf([textOf('words')], title), day, fonts);
    const { info, metadata } = await read(pdf);
    expect(info).toMatchObject({
      Title: title,
      Language: 'uk',
      Creator: 'Parley',
      CreationDate: 'D:20251202000000Z',
    });
    expect(metadata.get('dc:title')).toBe(title);
    expect(pdf.toString('latin1')).toContain('/S /Figure\n/Alt (Words)');
  });

  it.each([
    ['in Greek, Cyrillic and Latin', 'Αθήνα, Київ, Ґданськ, Łódź, Þórshöfn'],
    ['whose form depends on its neighbours', 'EU–US talks (A–B) 10x10 -> 1:2'],
    ['that shares its shape with other letters', 'Δ is not ∆, Ω is not Ω, ’ is not ʼ'],
    ['of an accent that follows its letter', 'Кии\u0306в'],
    ['that the fonts cannot draw', '会談'],
  ])('is copied as it was written: text %s', async (_, text) => {
    expect((await readText(textOf(text))).join('').normalize('NFC')).toBe(text.normalize('NFC'));
  });

  it('keeps hyphens beside soft hyphens, which show nothing', async () => {
    expect(await readText(textOf('Donau\u00ADdampf und Ost-West'))).toEqual(['Donaudampf und Ost-West']);
  });

  it('leaves out what cannot be shown', async () => {
    expect(await readText(textOf('a\u0000b\u0007c\uD800d'))).toEqual(['abcd']);
  });

  it('has a halo that is not found as text', async () => {
    expect(await readText(textOf('found once', { halo: '#FFFFFF' }))).toEqual(['found once']);
  });

  it('bends curves as the scene does', async () => {
    const stroke = { paint: { type: 'flat', colour: '#000000', opacity: 1 }, width: 1 } as const;
    const pdf = await toPdf(sceneOf([{ type: 'path', data: 'M0 0Q30 0 30 30', stroke }]), day, fonts);
    expect(partsOf(pdf).join('\n')).toContain('0 0 m\n20 0 30 10 30 30 c\nS');
  });

  it('gives two colours of a gradient that meet a place each', async () => {
    const stops = [0, 0.5, 0.5, 1].map((offset, index) => ({
      offset,
      colour: index < 2 ? '#FFFFFF' : '#000000',
      opacity: 1,
    }));
    const fill = { type: 'gradient', x1: 0, y1: 0, x2: 10, y2: 0, stops } as const;
    const pdf = await toPdf(sceneOf([{ type: 'rect', x: 0, y: 0, width: 10, height: 10, fill }]), day, fonts);
    expect(pdf.toString('latin1')).toContain('/Bounds [0.5 0.5001]');
  });
});

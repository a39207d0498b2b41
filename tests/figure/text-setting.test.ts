import { describe, expect, it } from 'vitest';
import { pageFor } from '#core/figure/page';
import { run, widthOf, wrap } from '#core/figure/text-setting';
import { buildFigure } from '../builders/records';

const { type } = pageFor(buildFigure());
const measure = (text: string) => text.length * 5;
const plain = (text: string) => [run(text, type.label, '#000000')];
const linesOf = (text: string, width: number) =>
  wrap(plain(text), width, measure).map((line) => line.runs.map((each) => each.text).join(''));

describe('text set in a figure', () => {
  it('breaks between words and keeps every word', () => {
    expect(linesOf('three days of talks in Miami', 60)).toEqual(['three days', 'of talks in', 'Miami']);
  });

  it('breaks inside a word only when the word alone is too wide', () => {
    expect(linesOf('a Donaudampfschiff sails', 40)).toEqual(['a', 'Donaudam', 'pfschiff', 'sails']);
  });

  it('makes one line of text that fits, and none of none', () => {
    expect(linesOf('short', 200)).toEqual(['short']);
    expect(linesOf('', 200)).toEqual([]);
  });

  it('keeps a superscript with the word before it', () => {
    const raised = { text: '1,2', font: type.superscript, colour: '#000000', rise: 3 };
    const lines = wrap([...plain('Miami meeting'), raised], 50, measure);
    expect(lines.map((line) => line.runs.map((each) => each.text).join('|'))).toEqual(['Miami', 'meeting|1,2']);
  });

  it('makes single spaces of line breaks and tabs', () => {
    expect(plain('two\n\t words')[0]?.text).toBe('two words');
  });

  it('never makes a line wider than it may be, down to a single letter', () => {
    for (const width of [5, 12, 33, 80]) {
      const lines = wrap([...plain('Sanctions, waivers and '), ...plain('countermeasures')], width, measure);
      for (const line of lines) expect(widthOf(line.runs, measure)).toBeLessThanOrEqual(width);
    }
  });
});

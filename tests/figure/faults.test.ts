import { describe, expect, it } from 'vitest';
import { flat, polyline, stroke, type Scene, type SceneGroup, type TextNode } from '#core/figure/scene';
import { findFaults } from './faults';

const measure = (text: string, font: { size: number }) => text.length * font.size * 0.5;

function textAt(text: string, x: number, y: number, size = 10): TextNode {
  const run = { text, font: { family: 'sans', weight: 400, size }, colour: '#000000', rise: 0 } as const;
  return { type: 'text', x, y, anchor: 'start', runs: [run] };
}

function sceneOf(...groups: SceneGroup[]): Scene {
  return { width: 200, height: 100, language: 'en', title: 'Test', description: '', groups };
}

describe('the checker of figures', () => {
  it('passes texts that stand apart', () => {
    const scene = sceneOf({ name: 'Lane', nodes: [textAt('one', 10, 20), textAt('two', 10, 40)] });
    expect(findFaults(scene, measure)).toEqual([]);
  });

  it('catches two texts that meet', () => {
    const scene = sceneOf({ name: 'Lane', nodes: [textAt('one', 10, 20), textAt('two', 20, 24)] });
    expect(findFaults(scene, measure)).toEqual(['"one" meets "two"']);
  });

  it('catches a text that leaves the page', () => {
    const scene = sceneOf({ name: 'Lane', nodes: [textAt('far too long', 190, 20)] });
    expect(findFaults(scene, measure)).toEqual(['"far too long" leaves the page']);
  });

  it('catches a relation and the line of today running through a text', () => {
    const upright = [
      { x: 15, y: 0 },
      { x: 15, y: 90 },
    ];
    const label = { name: 'Lane', nodes: [textAt('one', 10, 20)] };
    const relation = { name: 'Relations', nodes: [polyline(upright, stroke('#000000', 0.75))] };
    const today = { name: 'Today', nodes: [polyline(upright, stroke('#000000', 0.9))] };
    expect(findFaults(sceneOf(relation, label), measure)).toEqual(['a line runs through "one"']);
    expect(findFaults(sceneOf(today, label), measure)).toEqual(['a line runs through "one"']);
  });

  it('catches text that is too faint for what lies under it', () => {
    const band = { type: 'rect', x: 0, y: 0, width: 200, height: 100, fill: flat('#000000', 0.6) } as const;
    const scene = sceneOf({ name: 'Lane', nodes: [band, textAt('dim', 10, 20)] });
    expect(findFaults(scene, measure)).toEqual(['"dim" has a contrast of 3.7:1']);
  });

  it('catches type below 6.5 points and lets a ground pass under it', () => {
    const ground = { type: 'rect', x: 0, y: 0, width: 200, height: 100, fill: flat('#FFFFFF') } as const;
    const scene = sceneOf({ name: 'Lane', nodes: [ground, textAt('tiny', 10, 20, 6)] });
    expect(findFaults(scene, measure)).toEqual(['"tiny" is set in 6 pt']);
  });
});

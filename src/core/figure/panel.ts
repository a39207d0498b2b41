import { flat, type SceneNode } from '#core/figure/scene';
import type { Setting } from '#core/figure/setting';
import { run, wrap, type SetLine } from '#core/figure/text-setting';

/** A remark without a date, set as a panel; the first line of its text is its heading. */
export interface Panel {
  readonly width: number;
  readonly height: number;
  /** Lines with their baselines from the top of the panel. */
  readonly lines: readonly { readonly line: SetLine; readonly y: number }[];
}

const padding = 10;
const leading = 12;
const gapBetween = 3.5;

/** Sets a panel in a width: "Head: text" has its head in bold, as the name of what follows. */
export function layPanel(text: string, width: number, { type, palette, measure }: Setting): Panel {
  const [heading = '', ...paragraphs] = text.split('\n').filter((line) => line.trim() !== '');
  const lines: { line: SetLine; y: number }[] = [];
  let y = padding + 8;
  const room = width - 2 * padding;
  for (const line of wrap([run(heading, type.label, palette.ink)], room, measure)) {
    lines.push({ line, y });
    y += leading + 1;
  }
  for (const paragraph of paragraphs) {
    const colon = paragraph.indexOf(': ');
    const head = colon > 0 && colon < 32 ? paragraph.slice(0, colon + 1) : '';
    const runs = [
      ...(head === '' ? [] : [run(head, { ...type.detail, weight: 600 }, palette.ink)]),
      run(paragraph.slice(head.length), type.detail, palette.quietInk),
    ];
    for (const line of wrap(runs, room, measure)) {
      lines.push({ line, y });
      y += leading - 0.5;
    }
    y += gapBetween;
  }
  return { width, height: y - leading + padding - (paragraphs.length > 0 ? gapBetween : 0) + 4, lines };
}

/** A panel with its top left corner at a place of the page. */
export function drawPanel(panel: Panel, x: number, y: number, { palette }: Setting): SceneNode[] {
  return [
    { type: 'rect', x, y, width: panel.width, height: panel.height, fill: flat(palette.sunken) },
    ...panel.lines.map(({ line, y: baseline }): SceneNode => ({
      type: 'text',
      x: x + padding,
      y: y + baseline,
      anchor: 'start',
      runs: line.runs,
    })),
  ];
}

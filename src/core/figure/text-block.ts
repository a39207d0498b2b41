import type { SetLine } from '#core/figure/text-setting';

/** Lines of text in a place of their own; `y` is the first baseline, from the middle of the item's row. */
export interface TextBlock {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
  readonly leading: number;
  readonly lines: readonly SetLine[];
}

/** A block of a single line. */
export function oneLine(x: number, y: number, anchor: 'start' | 'end', line: SetLine): TextBlock {
  return { x, y, anchor, leading: 0, lines: [line] };
}

/** The box around a block of text, measured from the middle of its row. */
export function blockBox(block: TextBlock): { left: number; right: number; above: number; below: number } {
  const width = Math.max(...block.lines.map((line) => line.width));
  const left = block.anchor === 'end' ? block.x - width : block.x;
  return {
    left,
    right: left + width,
    above: 8.5 - block.y,
    below: block.y + (block.lines.length - 1) * block.leading + 2.5,
  };
}

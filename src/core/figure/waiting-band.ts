import { lineHeight } from '#core/figure/columns';
import type { Entry, LaneEntries } from '#core/figure/entries';
import { drawGlyph, glyphState } from '#core/figure/glyph-drawing';
import { nameOf } from '#core/figure/labels';
import { keySize, textNodes } from '#core/figure/lane-drawing';
import { moreLines } from '#core/figure/lanes';
import { flat, type Point, type SceneNode } from '#core/figure/scene';
import type { Setting } from '#core/figure/setting';
import { run, wrap, type SetLine } from '#core/figure/text-setting';
import { waitingLines } from '#core/figure/waiting';
import type { Dossier } from '#core/model/dossier';

/** Events without a date under a page whose time runs down; heights are from the top of the band. */
export interface WaitingBand {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly heading: readonly SetLine[];
  readonly stacks: readonly {
    readonly x: number;
    readonly items: readonly { readonly entry: Entry; readonly y: number; readonly lines: readonly SetLine[] }[];
    readonly more: { readonly y: number; readonly lines: readonly SetLine[] } | null;
  }[];
  readonly hidden: readonly Entry[];
  /** How much taller the band would have to be to show everything. */
  readonly missing: number;
}

/** The edges of the columns above. */
interface BandFrame {
  readonly left: number;
  readonly first: number;
  readonly right: number;
  readonly edges: readonly number[];
}

const keyRoom = 13;
const padding = 8;
const ascent = 8.6;

/** Stacks what has no date yet under its lane, as wide as its neighbours leave room; null where everything has one. */
export function layWaitingBand(
  lanes: readonly LaneEntries[],
  dossier: Dossier,
  frame: BandFrame,
  setting: Setting,
  tallest: number,
): WaitingBand | null {
  const stacked = stacksOf(lanes, frame);
  if (stacked.length === 0) return null;
  const { type, palette, measure, words } = setting;
  const nameOfAnchor = (id: string) => {
    const anchor = dossier.events.get(id);
    return anchor === undefined ? id : nameOf(anchor);
  };
  const hidden: Entry[] = [];
  let missing = 0;
  const stacks = stacked.map(({ x, width, entries }) => {
    let y = padding + ascent;
    const set = entries.map((entry) => ({ entry, lines: waitingLines(entry, width - keyRoom, nameOfAnchor, setting) }));
    const heightOf = (lines: readonly SetLine[]) => lines.length * lineHeight + 4;
    const whole = set.reduce((sum, { lines }) => sum + heightOf(lines), 0);
    const room = whole <= tallest - 2 * padding ? Infinity : tallest - 2 * padding - 2 * lineHeight;
    const items: { entry: Entry; y: number; lines: SetLine[] }[] = [];
    const left: Entry[] = [];
    for (const { entry, lines } of set) {
      if (y - padding - ascent + heightOf(lines) > room) {
        left.push(entry);
        continue;
      }
      items.push({ entry, y, lines });
      y += heightOf(lines);
    }
    hidden.push(...left);
    missing = Math.max(missing, left.length === 0 ? 0 : whole - room);
    const more = left.length === 0 ? null : { y, lines: moreLines(left, width, setting, 2) };
    return { x, items, more, bottom: y - ascent + (more === null ? -4 : more.lines.length * lineHeight) };
  });
  const heading = wrap([run(words.noDateYet, type.heading, palette.ink)], frame.first - frame.left - 10, measure);
  const height = Math.max(...stacks.map(({ bottom }) => bottom), padding + heading.length * 11) + padding;
  return { left: frame.left, right: frame.right, height, heading, stacks, hidden, missing };
}

function stacksOf(lanes: readonly LaneEntries[], { first, right, edges }: BandFrame) {
  // Lanes without a dated event have no column: what they hold stands first.
  const columns = lanes.filter((lane) => lane.drawn.some((entry) => !entry.isRemark));
  const seen = new Set<Entry>();
  const byEdge = new Map<number, Entry[]>();
  for (const lane of lanes) {
    const edge = edges[columns.indexOf(lane)] ?? first;
    for (const entry of lane.waiting) {
      if (seen.has(entry)) continue;
      seen.add(entry);
      byEdge.set(edge, [...(byEdge.get(edge) ?? []), entry]);
    }
  }
  const stacks = [...byEdge].sort(([a], [b]) => a - b);
  return stacks.map(([x, entries], index) => {
    const end = stacks[index + 1]?.[0] ?? right;
    return { x, width: end - x - 8, entries };
  });
}

/** The band from `top`, with what relations need to know of it. */
export function drawWaitingBand(band: WaitingBand, top: number, setting: Setting) {
  const { palette } = setting;
  const ground = { x: band.left, y: top, width: band.right - band.left, height: band.height };
  const nodes: SceneNode[] = [{ type: 'rect', ...ground, fill: flat(palette.sunken) }];
  const heading = {
    x: band.left + 4,
    y: top + padding + 9,
    anchor: 'start',
    leading: 11,
    lines: band.heading,
  } as const;
  nodes.push(...textNodes(heading));
  const ports = [];
  for (const { x, items, more } of band.stacks) {
    for (const { entry, y, lines } of items) {
      const glyph: Point = { x: x + 5, y: top + y - 3.6 };
      nodes.push(...drawGlyph(glyphState(entry), glyph, keySize, palette));
      nodes.push(...textNodes({ x: x + keyRoom, y: top + y, anchor: 'start', leading: lineHeight, lines }));
      const box = { left: glyph.x - 6, right: glyph.x + 5, top: glyph.y - 5, bottom: glyph.y + 5 };
      ports.push({ event: entry.event.id, entry, box });
    }
    if (more !== null) {
      nodes.push(...textNodes({ x, y: top + more.y, anchor: 'start', leading: lineHeight, lines: more.lines }));
    }
  }
  const obstacles = band.stacks.flatMap(({ x, items }) =>
    items.map(({ y, lines }) => ({
      left: x + keyRoom,
      right: x + keyRoom + Math.max(...lines.map((line) => line.width)),
      top: top + y - ascent,
      bottom: top + y + (lines.length - 1) * lineHeight + 3,
    })),
  );
  return { nodes, ports, obstacles };
}

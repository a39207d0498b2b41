import type { Check } from '#core/figure/checks';
import { contrastOf, mix } from '#core/figure/contrast';
import type { MeasureText, Paint, PathNode, Point, RectNode, Scene, TextNode } from '#core/figure/scene';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface TextBox extends Box {
  readonly words: string;
}

/** Share of the size of type that letters take above and below the baseline, accents and descenders included. */
const rise = 0.74;
const fall = 0.21;

/** The least contrast of text that WCAG 2 grades AA. */
const leastContrast = 4.5;

/**
 * What is wrong with the text of a scene, in sentences: two texts that meet, a text that leaves the page, a relation or
 * the line of today that runs through a text, type smaller than may be printed, too little contrast with what lies under
 * it. Empty when all is well.
 */
export function findFaults(scene: Scene, measure: MeasureText): string[] {
  const faults: string[] = [];
  const texts = scene.groups.flatMap(({ nodes }) => nodes).flatMap((node) => (node.type === 'text' ? [node] : []));
  const boxes = texts.map((node) => boxOf(node, measure));
  for (const [index, box] of boxes.entries()) {
    // A hundredth of a point is the precision of the file.
    if (box.left < -0.01 || box.top < -0.01 || box.right > scene.width + 0.01 || box.bottom > scene.height + 0.01) {
      faults.push(`"${box.words}" leaves the page`);
    }
    for (const other of boxes.slice(index + 1)) {
      if (doMeet(box, other)) faults.push(`"${box.words}" meets "${other.words}"`);
    }
  }
  for (const [from, to] of linesThatKeepClear(scene)) {
    const line = {
      left: Math.min(from.x, to.x),
      right: Math.max(from.x, to.x),
      top: Math.min(from.y, to.y),
      bottom: Math.max(from.y, to.y),
    };
    for (const box of boxes) if (doMeet(line, box)) faults.push(`a line runs through "${box.words}"`);
  }
  for (const run of texts.flatMap((node) => node.runs)) {
    const size = Math.round(run.font.size * 100) / 100;
    if (size < (run.rise === 0 ? 6.5 : 5.5)) faults.push(`"${run.text}" is set in ${size} pt`);
  }
  return [...faults, ...faintTexts(scene, measure)];
}

/**
 * Where the superscripts of a scene and the list at its foot do not answer each other, in sentences: numbers with gaps, a
 * note that nothing cites, or a number without a note, unless the foot says that it has no room for them all.
 */
export function findCitationFaults(scene: Scene, isListWhole: boolean): string[] {
  const textsOf = (isFoot: boolean) =>
    scene.groups
      .filter(({ name }) => (name === 'Sources') === isFoot)
      .flatMap(({ nodes }) => nodes.flatMap((node) => (node.type === 'text' ? [node] : [])));
  const cited = new Set(
    textsOf(false)
      .flatMap(({ runs }) => runs.filter(({ rise }) => rise > 0))
      .flatMap(({ text }) => text.split(','))
      .flatMap((span) => {
        const [first = NaN, last = first] = span.split('–').map(Number);
        return Array.from({ length: last - first + 1 }, (_, index) => first + index);
      }),
  );
  const listed = textsOf(true).flatMap(({ runs: [first] }) =>
    first !== undefined && /^\d+ $/.test(first.text) ? [Number(first.text)] : [],
  );
  const faults = listed.flatMap((number, index) => (number === index + 1 ? [] : [`note ${number} is out of turn`]));
  for (const number of listed) if (!cited.has(number)) faults.push(`nothing cites note ${number}`);
  const unlisted = [...cited].filter((number) => !listed.includes(number));
  if (isListWhole) faults.push(...unlisted.map((number) => `${number} has no note`));
  return faults;
}

/** Whether the foot has room for every source, as the checks say. */
export function hasWholeList(checks: readonly Check[]): boolean {
  return !checks.some(({ text }) => text.includes('have no room at the foot'));
}

/** Texts whose colour is too near to that of the shapes under them, which are drawn in the order of the scene. */
function faintTexts(scene: Scene, measure: MeasureText): string[] {
  const faults = new Set<string>();
  const grounds: RectNode[] = [];
  for (const node of scene.groups.flatMap((group) => group.nodes)) {
    if (node.type === 'rect' && node.fill !== undefined) grounds.push(node);
    if (node.type !== 'text') continue;
    const box = boxOf(node, measure);
    const y = (box.top + box.bottom) / 2;
    for (const x of [box.left + 1, (box.left + box.right) / 2, box.right - 1]) {
      const under = grounds
        .filter((rect) => isIn(rect, x, y))
        .reduce((colour, { fill }) => painted(colour, fill), '#FFFFFF');
      for (const run of node.runs) {
        const contrast = contrastOf(run.colour, under);
        if (contrast < leastContrast) faults.add(`"${run.text}" has a contrast of ${contrast.toFixed(1)}:1`);
      }
    }
  }
  return [...faults];
}

function isIn(rect: RectNode, x: number, y: number): boolean {
  return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}

/** A colour under a paint; of a gradient, under its strongest stop. */
function painted(under: string, paint: Paint | undefined): string {
  if (paint === undefined) return under;
  if (paint.type === 'flat') return mix(under, paint.colour, paint.opacity);
  const strongest = paint.stops.toSorted((a, b) => b.opacity - a.opacity)[0];
  return strongest === undefined ? under : mix(under, strongest.colour, strongest.opacity);
}

function boxOf(node: TextNode, measure: MeasureText): TextBox {
  const width = node.runs.reduce((sum, run) => sum + measure(run.text, run.font), 0);
  const left = node.anchor === 'end' ? node.x - width : node.x;
  return {
    words: node.runs.map((run) => run.text).join(''),
    left,
    right: left + width,
    top: Math.min(...node.runs.map((run) => node.y - run.rise - rise * run.font.size)),
    bottom: Math.max(...node.runs.map((run) => node.y - run.rise + fall * run.font.size)),
  };
}

function doMeet(a: Box, b: Box): boolean {
  const slack = 0.01;
  return a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack && b.top < a.bottom - slack;
}

/** The segments of all relations, and of the line that marks today. */
function linesThatKeepClear(scene: Scene): [Point, Point][] {
  const nodes = scene.groups
    .filter(({ name }) => name === 'Relations' || name === 'Today')
    .flatMap((group) => group.nodes.filter((node): node is PathNode => node.type === 'path'));
  return nodes.flatMap(({ data }) => {
    const points = [...data.matchAll(/(?:[ML]|Q\S+ \S+ )(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({
      x: Number(x),
      y: Number(y),
    }));
    return points.slice(1).map((point, index): [Point, Point] => [points[index] ?? point, point]);
  });
}

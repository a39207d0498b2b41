import type { MeasureText, PathNode, Point, Scene, TextNode } from '#core/figure/scene';

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

/**
 * What is wrong with the text of a scene, in sentences: two texts that meet, a text that leaves the page, a relation or
 * the line of today that runs through a text, type smaller than may be printed. Empty when all is well.
 */
export function findTextOverlaps(scene: Scene, measure: MeasureText): string[] {
  const faults: string[] = [];
  const texts = scene.groups.flatMap(({ nodes }) => nodes).flatMap((node) => (node.type === 'text' ? [node] : []));
  const boxes = texts.map((node) => boxOf(node, measure));
  for (const [index, box] of boxes.entries()) {
    if (box.left < 0 || box.top < 0 || box.right > scene.width || box.bottom > scene.height) {
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
    if (run.rise === 0 && run.font.size < 6.5) faults.push(`"${run.text}" is set in ${run.font.size} pt`);
  }
  return faults;
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

/** The segments of all relations, and of the line that marks today: the only upright line of its weight on the axis. */
function linesThatKeepClear(scene: Scene): [Point, Point][] {
  const nodes = scene.groups.flatMap((group) => {
    const paths = group.nodes.filter((node): node is PathNode => node.type === 'path');
    if (group.name === 'Relations') return paths;
    return group.name === 'Axis' ? paths.filter((path) => path.stroke?.width === 0.9) : [];
  });
  return nodes.flatMap(({ data }) => {
    const points = [...data.matchAll(/(?:[ML]|Q\S+ \S+ )(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({
      x: Number(x),
      y: Number(y),
    }));
    return points.slice(1).map((point, index): [Point, Point] => [points[index] ?? point, point]);
  });
}

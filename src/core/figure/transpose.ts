import type { Paint, SceneNode, Stroke } from '#core/figure/scene';

/**
 * Shapes with across and down exchanged: a mark drawn along the page becomes one drawn down it. A glyph stands upright
 * either way and only changes its place.
 */
export function transposed(nodes: readonly SceneNode[]): SceneNode[] {
  return nodes.map((node) => {
    switch (node.type) {
      case 'rect':
        return { ...node, x: node.y, y: node.x, width: node.height, height: node.width, ...transposedInk(node) };
      case 'path': {
        const { place } = node;
        if (place !== undefined) return { ...node, place: { ...place, x: place.y, y: place.x } };
        return { ...node, data: transposedData(node.data), ...transposedInk(node) };
      }
      case 'text':
        return { ...node, x: node.y, y: node.x };
    }
  });
}

function transposedInk({ fill, stroke }: { fill?: Paint; stroke?: Stroke }) {
  return {
    ...(fill === undefined ? {} : { fill: transposedPaint(fill) }),
    ...(stroke === undefined ? {} : { stroke: { ...stroke, paint: transposedPaint(stroke.paint) } }),
  };
}

function transposedPaint(paint: Paint): Paint {
  if (paint.type === 'flat') return paint;
  return { ...paint, x1: paint.y1, y1: paint.x1, x2: paint.y2, y2: paint.x2 };
}

const turnedCommands: Readonly<Record<string, string>> = { H: 'V', V: 'H' };

/** Path data of absolute moves, lines and quadratic curves, as the marks are drawn with. */
function transposedData(data: string): string {
  return data.replace(/([MLQHVZ])([^MLQHVZ]*)/g, (_, command: string, numbers: string) => {
    const values = numbers.trim().split(/\s+/);
    if (values.length < 2) return `${turnedCommands[command] ?? command}${numbers}`;
    const pairs = values.flatMap((_, index) => (index % 2 === 0 ? [`${values[index + 1]} ${values[index]}`] : []));
    return `${command}${pairs.join(' ')}`;
  });
}

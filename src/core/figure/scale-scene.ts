import { at, type Paint, type Scene, type SceneNode, type Stroke } from '#core/figure/scene';

/** A scene with every length multiplied, strokes and type included. */
export function scaleScene(scene: Scene, by: number): Scene {
  return {
    ...scene,
    width: hundredths(scene.width * by),
    height: hundredths(scene.height * by),
    groups: scene.groups.map((group) => ({ ...group, nodes: group.nodes.map((node) => scaleNode(node, by)) })),
  };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

function scaleNode(node: SceneNode, by: number): SceneNode {
  switch (node.type) {
    case 'rect':
      return {
        ...node,
        x: node.x * by,
        y: node.y * by,
        width: node.width * by,
        height: node.height * by,
        ...(node.radius === undefined ? {} : { radius: node.radius * by }),
        ...scaledInk(node, by),
      };
    case 'path': {
      const { place } = node;
      if (place !== undefined) return { ...node, place: { x: place.x * by, y: place.y * by, scale: place.scale * by } };
      const data = node.data.replace(/-?\d+(?:\.\d+)?/g, (number) => at(Number(number) * by));
      return { ...node, data, ...scaledInk(node, by) };
    }
    case 'text':
      return {
        ...node,
        x: node.x * by,
        y: node.y * by,
        runs: node.runs.map((run) => ({
          ...run,
          font: { ...run.font, size: run.font.size * by },
          rise: run.rise * by,
        })),
      };
  }
}

function scaledInk({ fill, stroke }: { fill?: Paint; stroke?: Stroke }, by: number) {
  return {
    ...(fill === undefined ? {} : { fill: scaledPaint(fill, by) }),
    ...(stroke === undefined ? {} : { stroke: scaledStroke(stroke, by) }),
  };
}

function scaledPaint(paint: Paint, by: number): Paint {
  if (paint.type === 'flat') return paint;
  return { ...paint, x1: paint.x1 * by, y1: paint.y1 * by, x2: paint.x2 * by, y2: paint.y2 * by };
}

function scaledStroke(stroke: Stroke, by: number): Stroke {
  return {
    ...stroke,
    paint: scaledPaint(stroke.paint, by),
    width: stroke.width * by,
    ...(stroke.dash === undefined ? {} : { dash: stroke.dash.map((length) => length * by) }),
  };
}

/** A place in pixels or points. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The data of an SVG path along right-angled lines whose corners are rounded, as far as the lines are long enough. */
export function elbowPath(points: readonly Point[], radius: number, write: (value: number) => string): string {
  const at = ({ x, y }: Point) => `${write(x)} ${write(y)}`;
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M${at(point)}`;
      if (after === undefined) return `L${at(point)}`;
      return `L${at(toward(point, before, radius))}Q${at(point)} ${at(toward(point, after, radius))}`;
    })
    .join('');
}

function toward(from: Point, to: Point, length: number): Point {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const share = distance === 0 ? 0 : Math.min(length, distance / 2) / distance;
  return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
}

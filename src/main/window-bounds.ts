import { readFile } from 'node:fs/promises';
import { screen, type Rectangle } from 'electron';
import * as v from 'valibot';
import { nodeDisk } from '#host/disk';
import { writeDurably } from '#host/durable-file';

const pixels = v.pipe(v.number(), v.integer());

const WindowBounds = v.strictObject({
  x: pixels,
  y: pixels,
  width: v.pipe(pixels, v.minValue(400)),
  height: v.pipe(pixels, v.minValue(300)),
  isMaximized: v.boolean(),
});

/** Where a window stood when it was last closed. */
export type WindowBounds = v.InferOutput<typeof WindowBounds>;

/** The bounds kept in `path`; null when there are none that can be used on the screens there are now. */
export async function readWindowBounds(path: string): Promise<WindowBounds | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return null;
  }
  const bounds = v.safeParse(v.pipe(v.string(), v.parseJson(), WindowBounds), text);
  return bounds.success && isVisible(bounds.output) ? bounds.output : null;
}

/** Keeps the bounds for the next start. */
export async function writeWindowBounds(path: string, bounds: WindowBounds): Promise<void> {
  await writeDurably(path, `${JSON.stringify(bounds)}\n`, nodeDisk);
}

// A window on a screen that has since been unplugged could not be found again.
function isVisible(bounds: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(bounds);
  const acrossPx = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
  const downPx = Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y);
  return acrossPx >= 100 && downPx >= 100;
}

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

/** The file that remembers where the window stood. */
export class WindowBoundsFile {
  readonly #path: string;
  #written: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /** The bounds kept last; null when there are none that can be used on the screens there are now. */
  async read(): Promise<WindowBounds | null> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch {
      return null;
    }
    const bounds = v.safeParse(v.pipe(v.string(), v.parseJson(), WindowBounds), text);
    return bounds.success && isVisible(bounds.output) ? bounds.output : null;
  }

  /** Keeps the bounds for the next start. */
  keep(bounds: WindowBounds): void {
    // A window that cannot be remembered still has to close.
    this.#written = writeDurably(this.#path, `${JSON.stringify(bounds)}\n`, nodeDisk).catch(() => undefined);
  }

  /** Resolves once what was kept is on disk. */
  async settled(): Promise<void> {
    await this.#written;
  }
}

// A window on a screen that has since been unplugged could not be found again.
function isVisible(bounds: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(bounds);
  const acrossPx = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
  const downPx = Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y);
  return acrossPx >= 100 && downPx >= 100;
}

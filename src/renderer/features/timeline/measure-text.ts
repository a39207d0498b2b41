import type { MeasureText } from '#core/timeline/label-text';

const family = `'Inter Variable', 'Segoe UI', system-ui, sans-serif`;
const fonts = { name: `500 12px ${family}`, detail: `400 11px ${family}` } as const;
/** For an environment that cannot draw text. */
const estimatedCharacter = { name: 6.7, detail: 6 } as const;

/** Measures the canvas's labels as the browser sets them, each text once. Make a new one when the fonts have changed. */
export function createTextMeasure(): MeasureText {
  let context: CanvasRenderingContext2D | null = null;
  const known = new Map<string, number>();
  return (text, role) => {
    context ??= document.createElement('canvas').getContext('2d');
    if (context === null) return text.length * estimatedCharacter[role];
    const key = `${role} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      context.font = fonts[role];
      width = Math.ceil(context.measureText(text).width);
      known.set(key, width);
    }
    return width;
  };
}

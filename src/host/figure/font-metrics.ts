import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import type { Font, MeasureText, Scene } from '#core/figure/scene';

const files = {
  'sans 400': '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  'sans 500': '@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf',
  'sans 600': '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  'serif 600': '@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
} as const;
type FaceName = keyof typeof files;

/** The bundled fonts that figures are set in: Latin, Greek and Cyrillic. */
export interface FigureFonts {
  /** Paths of the TrueType files. */
  readonly files: readonly string[];
  readonly measure: MeasureText;
  /** The scripts and signs in a scene's text that the fonts have no letters for, in words, each once. */
  missingScripts(scene: Scene): string[];
}

/** Opens the bundled fonts. They are found through their packages, from the source tree and from a built bundle alike. */
export function openFigureFonts(): FigureFonts {
  const { resolve } = createRequire(import.meta.url);
  const paths = new Map(Object.entries(files).map(([name, file]) => [name as FaceName, resolve(file)]));
  const faces = new Map([...paths].map(([name, path]) => [name, fontkit.openSync(path)]));
  const widths = new Map<string, number>();

  const faceFor = (font: Font): fontkit.Font => {
    const name = font.family === 'serif' ? 'serif 600' : (`sans ${font.weight}` as const);
    const face = faces.get(name);
    if (face === undefined) throw new Error(`No font file for ${name}.`);
    return face;
  };

  return {
    files: [...paths.values()],
    measure(text, font) {
      const key = `${font.family} ${font.weight} ${text}`;
      let em = widths.get(key);
      if (em === undefined) {
        const face = faceFor(font);
        em = face.layout(text).advanceWidth / face.unitsPerEm;
        widths.set(key, em);
      }
      return em * font.size;
    },
    missingScripts(scene) {
      const missing = new Set<string>();
      for (const node of scene.groups.flatMap((group) => group.nodes)) {
        if (node.type !== 'text') continue;
        for (const { text, font } of node.runs) {
          for (const letter of text) {
            if (!isDrawable(letter, faceFor(font))) missing.add(scriptOf(letter));
          }
        }
      }
      return [...missing];
    },
  };
}

function isDrawable(letter: string, face: fontkit.Font): boolean {
  return /^\p{Default_Ignorable_Code_Point}$/u.test(letter) || face.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);
}

// Scripts in use today that the fonts lack, by their Unicode property value.
const scripts: readonly [name: string, pattern: RegExp][] = [
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Chinese characters', /\p{Script=Han}/u],
  ['Japanese kana', /\p{Script=Hiragana}|\p{Script=Katakana}/u],
  ['Korean', /\p{Script=Hangul}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Bengali', /\p{Script=Bengali}/u],
  ['Tamil', /\p{Script=Tamil}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Georgian', /\p{Script=Georgian}/u],
  ['Ethiopic', /\p{Script=Ethiopic}/u],
  ['emoji', /\p{Emoji_Presentation}|\p{Extended_Pictographic}/u],
];

function scriptOf(letter: string): string {
  const known = scripts.find(([, pattern]) => pattern.test(letter));
  return known?.[0] ?? `the sign "${letter}"`;
}

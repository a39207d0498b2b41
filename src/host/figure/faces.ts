import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import type { Font } from '#core/figure/scene';

const files = {
  'sans 400': '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  'sans 500': '@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf',
  'sans 600': '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  'serif 600': '@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
} as const;
type FaceName = keyof typeof files;

/** The bundled font files that figures are set in, opened. */
export interface Faces {
  /** Paths of the TrueType files. */
  readonly files: readonly string[];
  faceFor(font: Font): fontkit.Font;
}

/** Opens the bundled fonts. They are found through their packages, from the source tree and from a built bundle alike. */
export function openFaces(): Faces {
  const { resolve } = createRequire(import.meta.url);
  const paths = new Map(Object.entries(files).map(([name, file]) => [name as FaceName, resolve(file)]));
  const faces = new Map([...paths].map(([name, path]) => [name, openFace(path)]));
  return {
    files: [...paths.values()],
    faceFor(font) {
      const name = font.family === 'serif' ? 'serif 600' : (`sans ${font.weight}` as const);
      const face = faces.get(name);
      if (face === undefined) throw new Error(`No font file for ${name}.`);
      return face;
    },
  };
}

/**
 * fontkit makes one object of each glyph and leaves it the letters of its first use: an en dash between capitals, which
 * is a glyph without a code point, has none, and after a soft hyphen every hyphen is taken for one. Here there is one
 * object for each spelling of a glyph.
 */
function openFace(path: string): fontkit.Font {
  const face = fontkit.openSync(path);
  const glyphById = face.getGlyph.bind(face);
  const glyphs = new Map<string, fontkit.Glyph>();
  return Object.assign(face, {
    getGlyph(id: number, codePoints: readonly number[] = []): fontkit.Glyph {
      const spelling = `${id} ${codePoints.join(' ')}`;
      let glyph = glyphs.get(spelling);
      if (glyph === undefined) {
        glyph = Object.create(glyphById(id), { codePoints: { value: codePoints } }) as fontkit.Glyph;
        glyphs.set(spelling, glyph);
      }
      return glyph;
    },
  });
}

import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import type { Font } from '#core/figure/scene';

const files = {
  'sans 400': '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  'sans 500': '@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf',
  'sans 600': '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  'serif 600': '@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
  'arabic 400': '@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  'arabic 500': '@expo-google-fonts/noto-sans-arabic/500Medium/NotoSansArabic_500Medium.ttf',
  'arabic 600': '@expo-google-fonts/noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf',
  'hebrew 400': '@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf',
  'hebrew 500': '@expo-google-fonts/noto-sans-hebrew/500Medium/NotoSansHebrew_500Medium.ttf',
  'hebrew 600': '@expo-google-fonts/noto-sans-hebrew/600SemiBold/NotoSansHebrew_600SemiBold.ttf',
} as const;
type FaceName = keyof typeof files;

/** A part of a text that one font file has the letters of. */
export interface FacedText {
  readonly text: string;
  readonly face: fontkit.Font;
}

/** The bundled font files that figures are set in. */
export interface Faces {
  /** Paths of the TrueType files that a text needs. */
  filesFor(text: string): string[];
  /** The face of a font for Latin, Greek and Cyrillic. */
  faceFor(font: Font): fontkit.Font;
  /** A text in the parts that different files have the letters of; what none has stays with the font's own face. */
  parts(text: string, font: Font): FacedText[];
}

const otherScripts: readonly [script: 'arabic' | 'hebrew', letters: RegExp][] = [
  ['arabic', /\p{Script=Arabic}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
];

/**
 * The bundled fonts, each opened when it is first needed. They are found through their packages, from the source tree and
 * from a built bundle alike.
 */
export function openFaces(): Faces {
  const { resolve } = createRequire(import.meta.url);
  const opened = new Map<FaceName, fontkit.Font>();
  const open = (name: FaceName): fontkit.Font => {
    const face = opened.get(name) ?? openFace(resolve(files[name]));
    opened.set(name, face);
    return face;
  };
  const faceFor = (font: Font) => open(font.family === 'serif' ? 'serif 600' : `sans ${font.weight}`);
  return {
    filesFor(text) {
      const scripts = otherScripts.flatMap(([script, letters]) => (letters.test(text) ? [script] : []));
      const needed = Object.entries(files).filter(([name]) => {
        const [family = ''] = name.split(' ');
        return family === 'sans' || family === 'serif' || scripts.some((script) => script === family);
      });
      return needed.map(([, file]) => resolve(file));
    },
    faceFor,
    parts(text, font) {
      const own = faceFor(font);
      if (!otherScripts.some(([, letters]) => letters.test(text))) return [{ text, face: own }];
      const parts: { text: string; face: fontkit.Font }[] = [];
      for (const letter of text) {
        const script = otherScripts.find(([, letters]) => letters.test(letter))?.[0];
        const last = parts.at(-1);
        const isNeutral = script === undefined && /[^\p{L}\p{N}]/u.test(letter);
        // A space or a mark belongs with what stands before it.
        const other = script === undefined ? own : open(`${script} ${font.weight}`);
        const face = isNeutral && last?.face.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0) ? last.face : other;
        if (last?.face === face) last.text += letter;
        else parts.push({ text: letter, face });
      }
      return parts;
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

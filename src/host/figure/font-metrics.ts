import type * as fontkit from 'fontkit';
import type { MeasureText, Scene } from '#core/figure/scene';
import { openFaces, type Faces } from '#host/figure/faces';

/** The bundled fonts that figures are set in: Latin, Greek, Cyrillic, Arabic and Hebrew. */
export interface FigureFonts {
  readonly faces: Faces;
  readonly measure: MeasureText;
  /** The scripts and signs in a scene's text that the fonts have no letters for, in words, each once. */
  missingScripts(scene: Scene): string[];
}

/** Opens the bundled fonts and measures with them. */
export function openFigureFonts(): FigureFonts {
  const faces = openFaces();
  const widths = new Map<string, number>();

  return {
    faces,
    measure(text, font) {
      const key = `${font.family} ${font.weight} ${text}`;
      let em = widths.get(key);
      if (em === undefined) {
        em = faces.parts(text, font).reduce((sum, { text: part, face }) => sum + widthInEm(part, face), 0);
        widths.set(key, em);
      }
      return em * font.size;
    },
    missingScripts(scene) {
      const missing = new Set<string>();
      for (const node of scene.groups.flatMap((group) => group.nodes)) {
        if (node.type !== 'text') continue;
        for (const { text, font } of node.runs) {
          for (const part of faces.parts(text, font)) {
            for (const letter of part.text) if (!isDrawable(letter, part.face)) missing.add(scriptOf(letter));
          }
        }
      }
      return [...missing];
    },
  };
}

/** Shaping is what measuring costs: each word of a face is shaped once, whatever lines it is tried in. */
const wordWidths = new WeakMap<fontkit.Font, Map<string, number>>();

function widthInEm(text: string, face: fontkit.Font): number {
  let known = wordWidths.get(face);
  if (known === undefined) wordWidths.set(face, (known = new Map()));
  let width = 0;
  // A word with the space after it, to which the fonts set some letters closer. What a space does to the next word is two
  // hundredths of an em at most, and is left out.
  for (const [word] of text.matchAll(/[^ ]+ ?| /g)) {
    let em = known.get(word);
    if (em === undefined) {
      em = face.layout(word).advanceWidth / face.unitsPerEm;
      known.set(word, em);
    }
    width += em;
  }
  return width;
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

import type { Font, MeasureText, TextRun } from '#core/figure/scene';

/** Runs that stand on one line, and their width. */
export interface SetLine {
  readonly runs: readonly TextRun[];
  readonly width: number;
}

/** How far superscripts stand above the baseline of a label. */
export const superscriptRise = 3;

/** A run of text on the baseline; line breaks and repeated spaces become single spaces, no-break spaces stay. */
export function run(text: string, font: Font, colour: string): TextRun {
  return { text: text.replace(/[^\S\u00A0]+/g, ' '), font, colour, rise: 0 };
}

/** The width of runs set on one line. */
export function widthOf(runs: readonly TextRun[], measure: MeasureText): number {
  return runs.reduce((sum, each) => sum + measure(each.text, each.font), 0);
}

/**
 * Breaks runs into lines no wider than `width`: between words, and inside a word only where the word alone is wider. A
 * superscript stays with the word before it. Spaces at the ends of lines are dropped.
 */
export function wrap(runs: readonly TextRun[], width: number, measure: MeasureText): SetLine[] {
  const lines: SetLine[] = [];
  let line: TextRun[] = [];
  let used = 0;
  const finish = () => {
    const trimmed = joined(withoutOuterSpaces(line));
    if (trimmed.length > 0) lines.push({ runs: trimmed, width: widthOf(trimmed, measure) });
    line = [];
    used = 0;
  };
  for (const word of wordsOf(runs)) {
    const inked = widthOf(withoutOuterSpaces(word), measure);
    if (used > 0 && used + inked > width) finish();
    const pieces = inked > width ? piecesOf(word, width, measure) : [word];
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) finish();
      line.push(...piece);
      used += widthOf(piece, measure);
    }
  }
  finish();
  return lines;
}

/** Words with the spaces that follow them; a word may span several runs. */
function wordsOf(runs: readonly TextRun[]): TextRun[][] {
  const words: TextRun[][] = [];
  let isWordOpen = false;
  for (const each of runs) {
    for (const part of each.text.match(/[\S\u00A0]+[^\S\u00A0]*|[^\S\u00A0]+/g) ?? []) {
      const piece = { ...each, text: part };
      const last = words.at(-1);
      if (isWordOpen && last !== undefined) last.push(piece);
      else words.push([piece]);
      isWordOpen = !/[^\S\u00A0]$/.test(part);
    }
  }
  return words;
}

/** How far a superscript may stand out beyond the width that is given to its word. */
const overhang = 8;

/** The parts of a word that is wider than a line. Superscripts stay whole: the word gives way first, then they do. */
function piecesOf(word: readonly TextRun[], width: number, measure: MeasureText): TextRun[][] {
  const raised = word.filter((piece) => piece.rise > 0);
  const plain = word.filter((piece) => piece.rise === 0);
  if (raised.length === 0 || plain.length === 0) return breakWord(word, width, measure);
  const pieces = widthOf(plain, measure) <= width ? [[...plain]] : breakWord(plain, width, measure);
  const last = pieces.at(-1) ?? [];
  if (widthOf([...last, ...raised], measure) <= width + overhang) last.push(...raised);
  else pieces.push(raised);
  return pieces;
}

function breakWord(word: readonly TextRun[], width: number, measure: MeasureText): TextRun[][] {
  const lines: TextRun[][] = [[]];
  let used = 0;
  for (const each of word) {
    let piece = '';
    for (const letter of each.text) {
      const letterWidth = measure(letter, each.font);
      if (used > 0 && letter !== ' ' && used + letterWidth > width) {
        if (piece !== '') lines.at(-1)?.push({ ...each, text: piece });
        lines.push([]);
        piece = '';
        used = 0;
      }
      piece += letter;
      used += letterWidth;
    }
    if (piece !== '') lines.at(-1)?.push({ ...each, text: piece });
  }
  const [first = []] = lines;
  const end = first.at(-1);
  if (lines.length > 1 && end !== undefined) {
    const brokenWord = word
      .map(({ text }) => text)
      .join('')
      .trim();
    first[first.length - 1] = { ...end, brokenWord };
  }
  return lines;
}

/** Runs that look alike become one again, so that text can be selected and searched as it reads. */
function joined(runs: readonly TextRun[]): TextRun[] {
  const merged: TextRun[] = [];
  for (const each of runs) {
    const last = merged.at(-1);
    const isAlike = last?.font === each.font && last.colour === each.colour && last.rise === each.rise;
    if (last !== undefined && isAlike) merged[merged.length - 1] = { ...last, ...each, text: last.text + each.text };
    else merged.push(each);
  }
  return merged;
}

function withoutOuterSpaces(runs: readonly TextRun[]): TextRun[] {
  const kept = runs.map((each, index) => {
    let { text } = each;
    if (index === 0) text = text.trimStart();
    if (index === runs.length - 1) text = text.trimEnd();
    return { ...each, text };
  });
  return kept.filter((each) => each.text !== '');
}

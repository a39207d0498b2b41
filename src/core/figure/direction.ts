const leftToRightMark = '\u200E';
const rightToLeftMark = '\u200F';

/** Letters of scripts that are written from right to left (Unicode 16, Script_Extensions of bidirectional class R and AL). */
const rightToLeftLetter =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u;

/** Whether a text holds letters that are written from right to left. */
export function hasRightToLeft(text: string): boolean {
  return rightToLeftLetter.test(text);
}

/**
 * A text with the marks that keep it in its own direction on a line that runs from left to right, and what follows it out
 * of it: without them a number after an Arabic name would stand before it (Unicode Standard Annex 9, section 2.6).
 */
export function directed(text: string): string {
  if (!hasRightToLeft(text)) return text;
  // What joins a part to the one before it belongs to the line, not to the part.
  const joint = /^[\s,:;]*/.exec(text)?.[0] ?? '';
  const rest = text.slice(joint.length);
  const firstLetter = /\p{L}/u.exec(rest)?.[0] ?? '';
  const isRightToLeft = rightToLeftLetter.test(firstLetter);
  return isRightToLeft
    ? `${joint}${rightToLeftMark}${rest}${rightToLeftMark}${leftToRightMark}`
    : `${text}${leftToRightMark}`;
}

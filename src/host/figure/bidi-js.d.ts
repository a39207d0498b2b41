/** The little of bidi-js that Parley uses; the package carries no types of its own. */
declare module 'bidi-js' {
  export interface Bidi {
    /** The embedding level of each UTF-16 unit of a text; odd levels are written from right to left. */
    getEmbeddingLevels(text: string, baseDirection: 'ltr' | 'rtl'): { readonly levels: Uint8Array };
    /** The bracket or sign that stands for a character where it is written from right to left, or null. */
    getMirroredCharacter(character: string): string | null;
  }
  export default function bidiFactory(): Bidi;
}

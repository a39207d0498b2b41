/** The little of fontkit that Parley uses; the package carries no types of its own. */
declare module 'fontkit' {
  export interface Font {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    layout(
      text: string,
      features?: undefined,
      script?: undefined,
      language?: undefined,
      direction?: 'ltr' | 'rtl',
    ): GlyphRun;
    getGlyph(id: number, codePoints?: readonly number[]): Glyph;
    hasGlyphForCodePoint(codePoint: number): boolean;
    createSubset(): Subset;
  }
  export interface GlyphRun {
    readonly glyphs: readonly Glyph[];
    readonly positions: readonly GlyphPosition[];
    readonly advanceWidth: number;
  }
  export interface Glyph {
    readonly id: number;
    /** The letters that the glyph stands for in its text. */
    readonly codePoints: readonly number[];
    readonly advanceWidth: number;
    readonly path: { toSVG(): string };
  }
  /** In units of the font. */
  export interface GlyphPosition {
    readonly xAdvance: number;
    readonly yAdvance: number;
    readonly xOffset: number;
    readonly yOffset: number;
  }
  export interface Subset {
    /** Ids of the glyphs to embed, by their place in the subset. */
    readonly glyphs: number[];
    includeGlyph(id: number): number;
  }
  export function openSync(path: string): Font;
}

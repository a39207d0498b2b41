/** The little of pdfkit that Parley uses; the package carries no types of its own. */
declare module 'pdfkit' {
  import type { Readable } from 'node:stream';
  import type { GlyphPosition } from 'fontkit';

  export interface DocumentOptions {
    readonly size: readonly [width: number, height: number];
    readonly margin: number;
    readonly pdfVersion: '1.7';
    readonly lang: string;
    readonly displayTitle: boolean;
    readonly tagged: boolean;
    /** Null for none: otherwise a standard font, which would not be embedded. */
    readonly font: null;
    readonly info: DocumentInformation;
  }
  /** What the file's metadata and its id are made of. */
  export interface DocumentInformation {
    Title: string;
    readonly Creator: string;
    readonly CreationDate: Date;
  }
  export interface TextOptions {
    readonly lineBreak: false;
    readonly baseline: 'alphabetic';
    /** Given, even if empty, text is shaped whole and not word by word. */
    readonly features: readonly string[];
  }
  /** What an opened font must be able to do; fontkit's fonts can. */
  export interface FontSource {
    readonly postscriptName: string;
    layout(text: string): {
      readonly glyphs: readonly { readonly id: unknown; readonly codePoints: readonly number[] }[];
      readonly positions: readonly GlyphPosition[];
      readonly advanceWidth: number;
    };
    createSubset(): { includeGlyph(id: unknown): number };
  }
  export interface Gradient {
    stop(offset: number, colour: string, opacity: number): this;
  }
  export interface StructureElement {
    end(): void;
  }

  export default class PDFDocument extends Readable {
    constructor(options: DocumentOptions);
    readonly info: DocumentInformation;
    readonly page: { readonly dictionary: { readonly data: Record<string, unknown> } };
    save(): this;
    restore(): this;
    translate(x: number, y: number): this;
    scale(x: number, y: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): this;
    quadraticCurveTo(x1: number, y1: number, x: number, y: number): this;
    path(data: string): this;
    rect(x: number, y: number, width: number, height: number): this;
    roundedRect(x: number, y: number, width: number, height: number, radius: number): this;
    linearGradient(x1: number, y1: number, x2: number, y2: number): Gradient;
    fillColor(paint: string | Gradient, opacity?: number): this;
    strokeColor(paint: string | Gradient, opacity?: number): this;
    lineWidth(width: number): this;
    lineCap(cap: 'round'): this;
    lineJoin(join: 'round'): this;
    dash(lengths: readonly number[]): this;
    fill(): this;
    stroke(): this;
    font(source: FontSource, name: string, size: number): this;
    text(text: string, x: number, y: number, options: TextOptions): this;
    struct(type: 'Figure', options: { readonly alt: string }, draw: () => void): StructureElement;
    addStructure(element: StructureElement): this;
    end(): void;
    /** Writes the XML of the metadata; called by `end`. */
    endMetadata(): void;
  }
}

import { buffer } from 'node:stream/consumers';
import type { FontSource, Gradient } from 'pdfkit';
import type {
  Font,
  GradientPaint,
  MeasureText,
  Paint,
  PathNode,
  RectNode,
  Scene,
  SceneNode,
  Stroke,
  TextNode,
} from '#core/figure/scene';
import { printable } from '#core/figure/xml';
import type { Faces } from '#host/figure/faces';
import type { FigureFonts } from '#host/figure/font-metrics';
import { FigureDocument } from '#host/figure/pdf-document';
import { inVisualOrder } from '#host/figure/visual-order';
import { pdfFace } from '#host/figure/pdf-face';

/** The longest side of a page, in points, that every reader opens (ISO 32000-1, annex C). */
export const longestPageSide = 14_400;

/**
 * Writes a scene as a PDF of one page, as large as the scene: shapes stay shapes and text stays text, in subsets of the
 * fonts that are part of the file. The title and language are in its metadata, the description is the alternative text.
 * It is dated with the day given, a UTC midnight, and not by the clock: the same scene gives the same bytes.
 */
export async function toPdf(scene: Scene, day: number, { faces, measure }: FigureFonts): Promise<Buffer> {
  const document = new FigureDocument({
    size: [scene.width, scene.height],
    margin: 0,
    pdfVersion: '1.7',
    lang: scene.language,
    displayTitle: true,
    tagged: true,
    font: null,
    info: { Title: printable(scene.title), Creator: 'Parley', CreationDate: new Date(day) },
  });
  // The colours that transparency is mixed in; without it a reader may take those of its printer.
  document.page.dictionary.data['Group'] = { Type: 'Group', S: 'Transparency', CS: 'DeviceRGB' };

  const pen = new PdfPen(document, faces, measure);
  const figure = document.struct('Figure', { alt: printable(scene.description) }, () => {
    for (const node of scene.groups.flatMap((group) => group.nodes)) pen.draw(node);
  });
  document.addStructure(figure);
  figure.end();
  document.end();
  return await buffer(document);
}

/** Draws nodes on the page of a document. */
class PdfPen {
  readonly #document: FigureDocument;
  readonly #faces: Faces;
  readonly #measure: MeasureText;
  readonly #embedded = new Map<string, FontSource>();

  constructor(document: FigureDocument, faces: Faces, measure: MeasureText) {
    this.#document = document;
    this.#faces = faces;
    this.#measure = measure;
  }

  draw(node: SceneNode): void {
    this.#document.save();
    switch (node.type) {
      case 'rect':
        this.#drawRect(node);
        break;
      case 'path':
        this.#drawPath(node);
        break;
      case 'text':
        this.#drawText(node);
        break;
    }
    this.#document.restore();
  }

  #drawRect(node: RectNode): void {
    const { x, y, width, height, radius } = node;
    this.#paint(node, () => {
      if (radius === undefined) this.#document.rect(x, y, width, height);
      else this.#document.roundedRect(x, y, width, height, radius);
    });
  }

  #drawPath(node: PathNode): void {
    const { data, place } = node;
    if (place !== undefined) this.#document.translate(place.x, place.y).scale(place.scale, place.scale);
    this.#paint(node, () => this.#document.path(data));
  }

  #paint({ fill, stroke }: Pick<RectNode, 'fill' | 'stroke'>, outline: () => void): void {
    const document = this.#document;
    if (fill !== undefined) {
      const { colour, opacity } = this.#colourOf(fill);
      document.fillColor(colour, opacity);
      outline();
      document.fill();
    }
    if (stroke !== undefined) {
      this.#takePen(stroke);
      outline();
      document.stroke();
    }
  }

  #takePen(stroke: Stroke): void {
    const { colour, opacity } = this.#colourOf(stroke.paint);
    this.#document.strokeColor(colour, opacity).lineWidth(stroke.width).lineJoin('round');
    if (stroke.dash !== undefined) this.#document.dash(stroke.dash);
    if (stroke.cap !== undefined) this.#document.lineCap(stroke.cap);
  }

  #colourOf(paint: Paint): { colour: string | Gradient; opacity: number | undefined } {
    if (paint.type === 'gradient') return { colour: this.#gradientOf(paint), opacity: undefined };
    return { colour: paint.colour, opacity: paint.opacity === 1 ? undefined : paint.opacity };
  }

  #gradientOf({ x1, y1, x2, y2, stops }: GradientPaint): Gradient {
    const gradient = this.#document.linearGradient(x1, y1, x2, y2);
    let least = 0;
    for (const { offset, colour, opacity } of stops) {
      // Two stops in one place would be a function over no width, which not every reader takes.
      const place = Math.max(offset, least);
      gradient.stop(place, colour, opacity);
      least = place + 0.0001;
    }
    return gradient;
  }

  #drawText(node: TextNode): void {
    const runs = node.runs.map((run) => ({ ...run, text: printable(run.text) }));
    const width = runs.reduce((sum, run) => sum + this.#measure(run.text, run.font), 0);
    let x = node.anchor === 'end' ? node.x - width : node.x;
    const placed = inVisualOrder(runs).map((part) => {
      const left = x;
      x += this.#measure(part.text, part.run.font);
      return { ...part, x: left, y: node.y - part.run.rise };
    });
    if (node.halo !== undefined) {
      for (const { text, run, x, y, isRightToLeft } of placed) {
        if (run.rise === 0) this.#drawOutlines(text, run.font, x, y, { halo: node.halo }, isRightToLeft);
      }
    }
    for (const { text, run, x, y, isRightToLeft } of placed) {
      if (isRightToLeft) this.#drawOutlines(text, run.font, x, y, { fill: run.colour }, true);
      else this.#drawLetters(text, run.font, run.colour, x, y);
    }
  }

  #drawLetters(text: string, font: Font, colour: string, x: number, y: number): void {
    const face = this.#embed(font);
    this.#document
      .font(face, face.postscriptName, font.size)
      .fillColor(colour)
      .text(text, x, y, { lineBreak: false, baseline: 'alphabetic', features: [] });
  }

  /**
   * Outlines of letters: of a halo, which as text would be found, selected and copied a second time, and of what is
   * written from right to left, whose letters pdfkit would embed in a wrong order.
   */
  #drawOutlines(
    text: string,
    font: Font,
    x: number,
    y: number,
    paint: { halo: string } | { fill: string },
    isRightToLeft: boolean,
  ): void {
    const document = this.#document;
    const parts = this.#faces.parts(text, font);
    let left = x;
    for (const { text: part, face } of isRightToLeft ? parts.toReversed() : parts) {
      const direction = isRightToLeft ? 'rtl' : 'ltr';
      const { glyphs, positions, advanceWidth } = face.layout(part, undefined, undefined, undefined, direction);
      const scale = font.size / face.unitsPerEm;
      document.save().translate(left, y).scale(scale, -scale);
      let pen = 0;
      for (const [index, glyph] of glyphs.entries()) {
        const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
        document
          .save()
          .translate(pen + xOffset, yOffset)
          .path(glyph.path.toSVG());
        if ('halo' in paint)
          document
            .strokeColor(paint.halo)
            .lineWidth(3 / scale)
            .lineJoin('round')
            .stroke();
        else document.fillColor(paint.fill).fill();
        document.restore();
        pen += xAdvance;
      }
      document.restore();
      left += advanceWidth * scale;
    }
  }

  #embed(font: Font): FontSource {
    const face = this.#faces.faceFor(font);
    const embedded = this.#embedded.get(face.postscriptName) ?? pdfFace(face);
    this.#embedded.set(face.postscriptName, embedded);
    return embedded;
  }
}

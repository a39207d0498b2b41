import PDFDocument from 'pdfkit';
import { escapeXml } from '#core/figure/xml';

/**
 * A document with two of pdfkit's habits mended: it writes a quadratic curve as a cubic one that bends elsewhere, and it
 * puts a title into the XML of the metadata as it is.
 */
export class FigureDocument extends PDFDocument {
  #x = 0;
  #y = 0;

  override moveTo(x: number, y: number): this {
    this.#pen(x, y);
    return super.moveTo(x, y);
  }

  override lineTo(x: number, y: number): this {
    this.#pen(x, y);
    return super.lineTo(x, y);
  }

  override bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): this {
    this.#pen(x, y);
    return super.bezierCurveTo(x1, y1, x2, y2, x, y);
  }

  /** Degree elevation: the controls of the cubic lie two thirds of the way to the quadratic's. */
  override quadraticCurveTo(x1: number, y1: number, x: number, y: number): this {
    const toward = (from: number, control: number) => from + ((control - from) * 2) / 3;
    return this.bezierCurveTo(toward(this.#x, x1), toward(this.#y, y1), toward(x, x1), toward(y, y1), x, y);
  }

  override endMetadata(): void {
    // The information dictionary, which holds the title too, is written by now.
    this.info.Title = escapeXml(this.info.Title);
    super.endMetadata();
  }

  #pen(x: number, y: number): void {
    this.#x = x;
    this.#y = y;
  }
}

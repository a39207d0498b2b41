import type { Font, Glyph, Subset } from 'fontkit';
import type { FontSource } from 'pdfkit';

/**
 * A font as pdfkit embeds it, for one document. pdfkit gives each glyph one meaning, that of its first use, so that
 * "\u2206" would be copied as "\u0394" and all letters that the font lacks as the first of them. Here a glyph is embedded
 * once for each of its spellings.
 */
export function pdfFace(face: Font): FontSource {
  return Object.assign(Object.create(face) as Font, {
    layout(text: string) {
      const { glyphs, positions, advanceWidth } = face.layout(text);
      const isShown = glyphs.map((glyph, index) => !isStandIn(glyph, positions[index]?.xAdvance));
      return {
        // pdfkit hands the id on to the subset, and does nothing else with it.
        glyphs: glyphs
          .filter((_, index) => isShown[index])
          .map((glyph) => ({ id: glyph, codePoints: glyph.codePoints, advanceWidth: glyph.advanceWidth })),
        positions: positions.filter((_, index) => isShown[index]),
        advanceWidth,
      };
    },
    createSubset: () => spellingSubset(face.createSubset()),
  });
}

/** fontkit puts a space without width where a soft hyphen or another sign that shows nothing stood. */
function isStandIn(glyph: Glyph, advance: number | undefined): boolean {
  return advance === 0 && glyph.codePoints[0] === 0x20;
}

function spellingSubset(subset: Subset) {
  const includeById = subset.includeGlyph.bind(subset);
  const places = new Map<Glyph, number>();
  return Object.assign(subset, {
    // The subset itself asks by number, for the parts of composite glyphs.
    includeGlyph(wanted: number | Glyph): number {
      if (typeof wanted === 'number') return includeById(wanted);
      const place = places.get(wanted) ?? subset.glyphs.push(wanted.id) - 1;
      places.set(wanted, place);
      return place;
    },
  });
}

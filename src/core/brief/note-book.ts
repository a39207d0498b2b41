import { plain, type NoteSpan, type Span } from '#core/brief/brief';
import { fullReference, shortReference } from '#core/brief/reference';
import { readEdtf } from '#core/dates/edtf';
import { dateInWords } from '#core/dates/words';
import type { Citation } from '#core/model/claim';
import type { Dossier } from '#core/model/dossier';
import { outletOf, stanceVerbs } from '#core/query/vocabulary';

/** Numbers the notes of one brief in the order in which they are asked for, and knows which sources were named already. */
export class NoteBook {
  readonly #dossier: Pick<Dossier, 'sources'>;
  readonly #notes: Span[][] = [];
  readonly #firstNotes = new Map<string, number>();

  constructor(dossier: Pick<Dossier, 'sources'>) {
    this.#dossier = dossier;
  }

  get notes(): readonly (readonly Span[])[] {
    return this.#notes;
  }

  /** One note for all that is cited at a place, or none where nothing is. */
  cite(citations: readonly Citation[]): NoteSpan[] {
    if (citations.length === 0) return [];
    const number = this.#notes.length + 1;
    const parts = citations.map((citation) => this.#reference(citation, number));
    this.#notes.push(
      parts.flatMap((part, index) => [...(index === 0 ? [] : [plain('; ')]), ...part]).concat(plain('.')),
    );
    return [{ type: 'note', number }];
  }

  #reference(citation: Citation, number: number): Span[] {
    const source = this.#dossier.sources.get(citation.source);
    if (source === undefined) return [plain(citation.source)];
    const first = this.#firstNotes.get(source.id);
    if (first === undefined) this.#firstNotes.set(source.id, number);
    const reference = first === undefined ? fullReference(source) : shortReference(source, first);
    return [...reference, plain(this.#particulars(citation))];
  }

  /** What this citation alone says: where in the source, what the source does, what it repeats, and its words. */
  #particulars({ stance, locator, reported, derivedFrom, quote, note, credibility }: Citation): string {
    const repeated = derivedFrom === null ? undefined : this.#dossier.sources.get(derivedFrom);
    const parts = [
      locator,
      reported === null ? null : `said ${dateInWords(readEdtf(reported), 'short')}`,
      stance === 'asserts' ? null : stanceVerbs[stance],
      derivedFrom === null ? null : `repeating ${repeated === undefined ? derivedFrom : outletOf(repeated)}`,
      credibility === null ? null : `here graded ${credibility} for credibility`,
    ].filter((part) => part !== null);
    const said = [quote === null ? null : `“${quote}”`, note].filter((part) => part !== null);
    return `${parts.map((part) => `, ${part}`).join('')}${said.length === 0 ? '' : `: ${said.join('; ')}`}`.replace(
      /\.$/,
      '',
    );
  }
}

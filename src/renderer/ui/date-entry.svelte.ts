import { readPlainDate, type PlainDate } from '#core/dates/plain-english';
import type { DateReading } from '#core/dates/reading';

/** What the entry of a date needs of its field. */
export interface DateEntrySetting {
  /** The date in the record, or what was typed while it is none. */
  value(): string | null;
  setValue(value: string | null): void;
  isRequired(): boolean;
  today(): number;
}

interface Typed {
  readonly text: string;
  /** What the text put in the record; once something else stands there, the text is out of date. */
  readonly gave: string | null;
  readonly date: PlainDate | null;
}

/**
 * A date while it is written in plain English or EDTF. The record holds the EDTF of the reading that is shown, at every
 * moment, so that nothing else can be saved; the field goes on showing what was typed.
 */
export class DateEntry {
  readonly #setting: DateEntrySetting;
  #typed = $state.raw<Typed | null>(null);
  /** The field was left, or Enter pressed: what cannot be read is now a fault and no longer a beginning. */
  #isAccepted = $state(true);

  constructor(setting: DateEntrySetting) {
    this.#setting = setting;
  }

  readonly #current: Typed = $derived.by(() => {
    const value = this.#setting.value();
    if (this.#typed !== null && this.#typed.gave === value) return this.#typed;
    return { text: value ?? '', gave: value, date: this.#read(value ?? '') };
  });

  /** What the field shows. */
  get text(): string {
    return this.#current.text;
  }

  /** What was typed comes to; null for an empty field. */
  get date(): PlainDate | null {
    return this.#current.date;
  }

  readonly #readings: readonly DateReading[] = $derived.by(() => {
    const { date } = this.#current;
    if (date?.outcome === 'ask') return date.readings;
    if (date?.outcome !== 'read') return [];
    return date.alternative === null ? [date.reading] : [date.reading, date.alternative];
  });

  /** The reading in the record; null while there is none. */
  readonly chosen: DateReading | null = $derived.by(() => {
    const { gave } = this.#current;
    return this.#readings.find(({ edtf }) => edtf === gave) ?? null;
  });

  /** What may be meant instead of the reading in the record; both readings while the writer has to say which. */
  readonly others: readonly DateReading[] = $derived.by(() => {
    return this.#readings.filter(({ edtf }) => edtf !== this.chosen?.edtf);
  });

  /** What is wrong so far, as a clause after the field's name. A phrase is not at fault while it is being typed. */
  faultWith(problem: string | null): string | null {
    const { date } = this;
    const isOver = this.#isAccepted || problem !== null;
    if (date?.outcome === 'impossible') return date.problem;
    if (date?.outcome === 'unread') return isOver ? date.problem : null;
    if (date?.outcome === 'ask' && this.chosen === null) {
      return isOver ? 'can be read in two ways: choose the one that is meant' : null;
    }
    return problem;
  }

  /** Takes what is typed, and its reading at once. */
  type(text: string): void {
    const date = this.#read(text);
    const given = date?.outcome === 'read' ? date.reading.edtf : text.trim();
    this.#put({ text, date, gave: given === '' && !this.#setting.isRequired() ? null : given });
    this.#isAccepted = false;
  }

  /** Puts another reading of the same words in the record. */
  choose(edtf: string): void {
    this.#put({ ...this.#current, gave: edtf });
  }

  /** Puts another date in the place of what was typed. */
  replace(edtf: string): void {
    this.#put({ text: edtf, date: this.#read(edtf), gave: edtf });
  }

  /** The field was left, perhaps because its form is gone: reads nothing that went with it. */
  leave(): void {
    this.#isAccepted = true;
  }

  /** Takes the shown reading as meant. Answers whether that was new: words read for the first time, not EDTF. */
  accept(): boolean {
    const isNew = !this.#isAccepted && this.text.trim() !== (this.chosen?.edtf ?? '');
    this.#isAccepted = true;
    return isNew;
  }

  #read(text: string): PlainDate | null {
    return text.trim() === '' ? null : readPlainDate(text, this.#setting.today());
  }

  #put(typed: Typed): void {
    this.#typed = typed;
    this.#setting.setValue(typed.gave);
  }
}

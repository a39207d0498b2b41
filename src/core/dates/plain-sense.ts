/** What a phrase leaves open, where a reader has to take one meaning and may offer the other. */
export type Doubt = 'year' | 'weekday' | 'season' | 'extent';

/** In which sense a phrase is read: against which day, and which way each of its doubts falls. */
export interface Sense {
  /** The reader's calendar day, as a UTC midnight in milliseconds. */
  readonly today: number;
  /** How 10/11/2025 is read. */
  readonly isDayFirst: boolean;
  /** The doubt that falls the less likely way; null for the likeliest sense of all. */
  readonly flipped: Doubt | null;
  /** A day that does not exist gives way to what may have been meant; otherwise it is a fault. */
  readonly isLenient: boolean;
}

/** Why a phrase is not a date, as a clause that can follow a colon. Stays inside the reader of plain English. */
export class PlainFault extends Error {
  /** The phrase was understood and names a date that does not exist. */
  readonly isImpossible: boolean;
  /** EDTF that its writer may have meant instead. */
  readonly instead: string | null;

  constructor(message: string, { isImpossible = false, instead = null as string | null } = {}) {
    super(message);
    this.isImpossible = isImpossible;
    this.instead = instead;
  }
}

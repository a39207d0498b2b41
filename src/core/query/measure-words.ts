import { readEdtf } from '#core/dates/edtf';
import { dateInWords } from '#core/dates/words';
import type { Sanction } from '#core/model/event';
import type { Measure, Phase, Suspension, Verdict } from '#core/query/measures';

/** How an actor stands on a day, in a word or three. */
export const verdictLabels: Readonly<Record<Verdict, string>> = {
  sanctioned: 'Under sanction',
  'possibly-sanctioned': 'Possibly under sanction',
  suspended: 'Sanction suspended',
  free: 'Under no sanction',
};

/** Where a measure stands on a day. */
export const phaseLabels: Readonly<Record<Phase, string>> = {
  'not-yet': 'not in force yet',
  possibly: 'possibly in force',
  'in-force': 'in force',
  ended: 'ended',
  superseded: 'superseded',
};

const underSanction: Readonly<Record<Phase, string>> = {
  'not-yet': 'Not yet under sanction',
  possibly: 'Possibly under sanction',
  'in-force': 'Under sanction',
  ended: 'No longer under sanction',
  superseded: 'Under this sanction no longer, since another took its place',
};

const suspended: Readonly<Record<Phase, string>> = {
  'not-yet': 'Not yet suspended',
  possibly: 'Possibly suspended',
  'in-force': 'Suspended',
  ended: 'Was suspended',
  superseded: 'Was suspended, until a later waiver took over,',
};

/** A sanction as it bears on its target: "Under sanction since February 2022 (Executive Order 14024)." */
export function measureInWords({ sanction, phase }: Measure): string {
  const period = periodInWords(sanction.date);
  const basis = basisOf(sanction);
  return `${underSanction[phase]}${period === null ? '' : phase === 'in-force' ? ` ${period}` : `: ${period}`}${basis === null ? '' : ` (${basis})`}.`;
}

/** What a waiver does, up to its name: "Was suspended 24–26 Oct 2025 by". */
export function suspensionInWords({ waiver, phase }: Suspension): string {
  const period = periodInWords(waiver.inForce);
  return `${suspended[phase]} ${period === null ? '(no period given)' : period} by`;
}

/** What a sanction rests on: its legal basis, else its programme. */
export function basisOf({ legalBasis, programme }: Sanction): string | null {
  return legalBasis ?? programme;
}

/** A period in force as it follows a verb; null where none is given. */
export function periodInWords(edtf: string | null): string | null {
  if (edtf === null) return null;
  const reading = readEdtf(edtf);
  const isSince = reading.nature === 'period' && reading.end === null;
  return dateInWords(reading, isSince ? 'long' : 'short');
}

import type { Mark } from '#core/query/corroboration';
import type { SourceOrigin } from '#core/model/source';
import type { Support } from '#core/query/standing';

/** A mark as a verb with the source as its subject. */
export const markVerbs: Readonly<Record<Mark, string>> = {
  confirms: 'confirms',
  reports: 'reports',
  repeats: 'repeats another',
  disputes: 'disputes',
  declines: 'declines to comment',
  retracts: 'takes it back',
};

/** What each group of events is called, and what puts an event into it. */
export const supportWords: Readonly<Record<Support, { readonly name: string; readonly meaning: string }>> = {
  'single-source': { name: 'Single source', meaning: 'One independent outlet and nothing else' },
  unsourced: { name: 'Unsourced', meaning: 'No source that counts asserts it' },
  'first-hand': { name: 'First-hand', meaning: 'The issuer’s own record, or the speaker’s own words' },
  corroborated: { name: 'Corroborated', meaning: 'Two or more independent sources' },
};

/** What each group of columns is called, where there is little room. */
export const originHeadings: Readonly<Record<SourceOrigin, string>> = {
  official: 'Official record',
  'own-words': 'Own words',
  press: 'Press',
  secondary: 'Secondary',
};

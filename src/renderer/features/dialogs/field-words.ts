const fieldNames: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^participants\./, 'as a participant'],
  [/^tracks\./, 'as its track'],
  [/^relations\./, 'as a link'],
  [/^claims\..*\.derivedFrom$/, 'as the source that another repeats'],
  [/^claims\./, 'as a source of a claim'],
  [/^affiliations\./, 'as an affiliation'],
  [/^speaksFor\./, 'as the voice it speaks for'],
  [/^rule\.from\./, 'as the event it is counted from'],
  [/^clause\./, 'as the provision that sets it'],
  [/^filters\./, 'in its filters'],
  [/^wording\./, 'in its wording'],
];

/** How a record refers to another, from the field that holds the reference. */
export function fieldInWords(field: string): string {
  return fieldNames.find(([pattern]) => pattern.test(field))?.[1] ?? `in ${field}`;
}

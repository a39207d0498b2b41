import { stances } from '#core/model/claim';
import { moments } from '#core/model/deadline-rule';
import { relationTypes } from '#core/model/event';
import { reliabilityGrades, sourceOrigins, sourceTypes } from '#core/model/source';
import {
  actorTypeNames,
  credibilityInWords,
  originLabels,
  relationVerbs,
  reliabilityMeanings,
  stanceVerbs,
} from '#core/query/vocabulary';
import { actorTypes } from '#core/model/actor';
import { importanceWords, sourceTypeName } from '#renderer/state/record-names.ts';

/** A choice of a list, with the words for it. */
export interface Option<T extends string | number> {
  readonly value: T;
  readonly label: string;
}

/** Words of a closed list as they stand in a menu: "in-person" becomes "In person". */
export function wordOptions<T extends string>(words: readonly T[]): readonly Option<T>[] {
  return words.map((value) => {
    const label = value.replaceAll('-', ' ');
    return { value, label: `${label.charAt(0).toUpperCase()}${label.slice(1)}` };
  });
}

export const stanceOptions = stances.map((value) => ({ value, label: stanceVerbs[value] }));
export const relationOptions = relationTypes.map((value) => ({ value, label: relationVerbs[value].from }));
export const originOptions = sourceOrigins.map((value) => ({ value, label: originLabels[value] }));
export const sourceTypeOptions = sourceTypes.map((value) => ({ value, label: sourceTypeName(value) }));
export const actorTypeOptions = actorTypes.map((value) => ({ value, label: actorTypeNames[value].singular }));
export const reliabilityOptions = reliabilityGrades.map((value) => ({
  value,
  label: `${value}: ${reliabilityMeanings[value]}`,
}));
export const credibilityOptions = [1, 2, 3, 4, 5, 6].map((value) => ({
  value,
  label: `${value}: ${credibilityInWords(value)}`,
}));

const momentWords = { starts: 'the start of', ends: 'the end of', 'takes-effect': 'entry into force of' } as const;
export const momentOptions = moments.map((value) => ({ value, label: momentWords[value] }));

export const importanceOptions = importanceWords.map((words, index) => ({
  value: index + 1,
  label: `${index + 1}: ${words}`,
}));

/** No deeper nesting is read from anywhere: `JSON.parse` takes depths that `JSON.stringify` cannot write back. */
export const mostLevels = 32;

/** As names of fields these reach an object's prototype in code that merges or copies without care. */
export const reservedNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** What keeps a parsed JSON value from being taken whatever it says, as a phrase; null when nothing does. */
export function faultOfShape(value: unknown, levels: number = mostLevels): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (levels === 0) return `is nested deeper than ${mostLevels} levels`;
  for (const [name, child] of Object.entries(value)) {
    if (reservedNames.has(name)) return `has a field of the reserved name "${name}"`;
    const fault = faultOfShape(child, levels - 1);
    if (fault !== null) return fault;
  }
  return null;
}

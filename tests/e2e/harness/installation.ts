import { join } from 'node:path';
import { inject } from 'vitest';

/** A path within the copy of Parley that the tests run, see `global-setup.ts`. */
export function installed(...path: string[]): string {
  return join(inject('installation'), ...path);
}

import { describe } from 'vitest';
import { test } from './harness/fixtures';
import { firstAfternoon, shells } from './journey';

describe('a first afternoon with the sample, and a crash at its end', () => {
  test.for(shells)('in the shell %s', (shell, { open }) => firstAfternoon(open, shell));

  for (const timeZone of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
    test.for(shells)(`where the clocks read ${timeZone}, in the shell %s`, (shell, { open }) =>
      firstAfternoon(open, shell, { timeZone }),
    );
  }
});

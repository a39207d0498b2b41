import { describe } from 'vitest';
import { test } from './harness/fixtures';
import { firstAfternoon } from './journey';

describe('a first afternoon with the sample, and a crash at its end', () => {
  test('in a browser, over the loopback host', ({ open }) => firstAfternoon(open, 'loopback'));

  test("in Electron's bundles, with a stand-in for Electron itself", ({ open }) =>
    firstAfternoon(open, 'electron-stand-in'));

  test('in Electron itself', ({ open }) => firstAfternoon(open, 'electron'));

  test.for(['Pacific/Kiritimati', 'America/Los_Angeles'])('where the clocks read %s', (timeZone, { open }) =>
    firstAfternoon(open, 'loopback', { timeZone }),
  );
});

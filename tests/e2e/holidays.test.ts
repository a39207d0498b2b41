import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { formatSnapshot, toSnapshot } from '#core/dossier/snapshot';
import { buildDossier } from '../builders/dossier';
import { buildEvent, buildMeeting } from '../builders/records';
import { test } from './harness/fixtures';
import { installed } from './harness/installation';

const run = promisify(execFile);

test('the command line, as it was built, counts a deadline by the holidays of a country', async ({ dossier }) => {
  const waitsFor = (calendar: string | null) =>
    buildEvent({
      id: calendar ?? 'weekends',
      kind: 'deadline',
      title: `Answer due, ${calendar ?? 'weekends alone'}`,
      date: '2025-12-20',
      undated: null,
      rule: {
        relation: 'within',
        offset: 'P5D',
        from: { event: 'meeting', moment: 'starts' },
        count: 'business',
        calendar,
      },
      outcome: 'open',
      clause: null,
    });
  const events = [buildMeeting({ id: 'meeting', date: '2025-12-22' }), waitsFor('US'), waitsFor(null)];
  await writeFile(join(dossier, 'dossier.json'), formatSnapshot(toSnapshot(buildDossier({ events }), 0)));

  const { stdout } = await run(process.execPath, [installed('bin/parley.js'), 'list', dossier]);

  // Christmas Day is a Thursday.
  expect(stdout).toMatch(/due 30 Dec 2025 .*Answer due, US/);
  expect(stdout).toMatch(/due 29 Dec 2025 .*Answer due, weekends alone/);
});

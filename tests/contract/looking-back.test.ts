import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordKey } from '#core/dossier/recording';
import { noFilters } from '#core/model/view';
import { buildFigure, buildMeeting } from '../builders/records';
import { startHost, temporaryHome } from './host-fixture';

const note = buildMeeting({ id: 'note', title: 'A meeting that nothing is cited for' });
const addNote = {
  label: 'add a meeting',
  edits: [{ collection: 'events', id: note.id, before: null, after: note }],
} as const;
const noted = { since: '2025-12-02', days: [[recordKey('events', 'note'), '2025-12-02']] };

async function openSample(home: string) {
  const host = startHost(home);
  const { path } = await host.client.call('dossier.open-sample', {});
  return { ...host, path };
}

describe('the history', () => {
  it('says when what carries no date was recorded, before and after it is compacted', async () => {
    const home = await temporaryHome();
    const first = await openSample(home);
    expect(await first.client.call('history.recorded', {})).toEqual({ since: null, days: [] });
    await first.client.call('change.commit', addNote);
    expect(await first.client.call('history.recorded', {})).toEqual(noted);
    await first.application.close();

    const second = await openSample(home);
    expect(await readdir(join(second.path, 'history'))).toHaveLength(1);
    expect(await second.client.call('history.recorded', {})).toEqual(noted);
  });

  it('is named where it is damaged, rather than passed over', async () => {
    const { client, path } = await openSample(await temporaryHome());
    await mkdir(join(path, 'history'), { recursive: true });
    await writeFile(join(path, 'history/1-2.jsonl'), 'no line of a journal\n');
    await expect(client.call('history.recorded', {})).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('1-2.jsonl is damaged at line 1'),
    });
  });
});

it('a figure is drawn as the dossier could be known on a day', async () => {
  const { client } = await openSample(await temporaryHome());
  const draw = async (asKnownOn: string | null) => {
    const { content } = await client.call('figure.render', {
      work: 'work',
      format: 'svg',
      figure: buildFigure(),
      look: { filters: noFilters, grouping: 'track', window: null },
      asKnownOn,
      scale: 1,
    });
    return content;
  };
  expect(await draw(null)).toContain('28-point');
  const before = await draw('2025-10-31');
  expect(before).not.toContain('28-point');
  expect(before).toContain('31 October 2025');
});

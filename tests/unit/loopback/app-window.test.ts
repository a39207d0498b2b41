import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAppWindow } from '#loopback/app-window';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-app-window-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Opens a window of a browser that does as `script` says. */
async function openWindowOf(script: string) {
  const program = join(folder, 'browser.sh');
  await writeFile(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return await openAppWindow(program, 'http://127.0.0.1:4000/#code=secret', folder);
}

// It ends once the test lets it, and says so with its exit code.
const patient = () => `until [ -e '${folder}/enough' ]; do sleep 0.05; done; exit 5`;

describe.skipIf(process.platform === 'win32')('a window of an installed browser', () => {
  it('is led to by a file for this user alone, which goes with it', async () => {
    const window = await openWindowOf('exit 0');
    const [name = ''] = await readdir(join(folder, 'browser'));
    expect((await stat(join(folder, 'browser', name))).mode & 0o777).toBe(0o600);
    expect(await window.ended).toBeNull();
    await window.close(false);
    expect(await readdir(join(folder, 'browser'))).toEqual([]);
  });

  it('takes its browser with it while it is open', async () => {
    const window = await openWindowOf('exec sleep 60');
    await window.close(true);
    expect(await window.ended).toBeNull();
  });

  it('leaves the browser alone once it is closed, since that may show another Parley', async () => {
    const window = await openWindowOf(patient());
    await window.close(false);
    await writeFile(join(folder, 'enough'), '');
    expect(await window.ended).toBe('The browser ended with code 5.');
  });

  it('says what kept the browser from starting', async () => {
    const window = await openAppWindow(join(folder, 'nowhere'), 'http://127.0.0.1:4000/#code=secret', folder);
    expect(await window.ended).toMatch(/^The browser could not be started: .*ENOENT/);
    await window.close(true);
  });
});

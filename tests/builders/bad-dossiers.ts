import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const sample = join(import.meta.dirname, '../../data/miami-back-channel');

/** Something that is given to Parley as a dossier and is none. */
export interface BadDossier {
  readonly what: string;
  readonly path: string;
  /** Words that must stand in the explanation: the file, the record and field, and what to do. */
  readonly words: readonly string[];
}

/** Plants every kind of bad dossier that a person may come upon, under `folder`. */
export async function plantBadDossiers(folder: string): Promise<BadDossier[]> {
  const planted: BadDossier[] = [];
  const at = (name: string) => join(folder, name);
  const plant = async (what: string, name: string, words: string[], change: (text: string) => string) => {
    await cp(sample, at(name), { recursive: true });
    const file = join(at(name), 'dossier.json');
    await writeFile(file, change(await readFile(file, 'utf8')));
    planted.push({ what, path: at(name), words: [file, ...words] });
  };
  const replacing = (from: string | RegExp, to: string) => (text: string) => {
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`The sample has no ${from} to replace.`);
    return changed;
  };
  const restore = 'mend the file in a text editor or restore it from version control';

  planted.push({
    what: 'a missing folder',
    path: at('nowhere'),
    words: [`There is no dossier at ${at('nowhere')}`, 'create a new dossier'],
  });
  await mkdir(at('photographs'));
  planted.push({
    what: 'a folder without a dossier',
    path: at('photographs'),
    words: [`${at('photographs')} is not a dossier`, 'dossier.json', 'Give another folder'],
  });
  await writeFile(at('letter.txt'), 'Dear reader');
  planted.push({
    what: 'a file that is no dossier',
    path: at('letter.txt'),
    words: [`${at('letter.txt')} is a file`, 'folder'],
  });
  await plant('broken JSON', 'broken', ['is not valid JSON', 'line 6', restore], (text) => text.slice(0, 300));
  await plant('an empty file', 'empty', ['the file is empty', restore], () => '');
  await plant('a falsy file', 'falsy', ['is not a Parley dossier', restore], () => 'null\n');
  await plant('a newer schema', 'newer', ['schema 99', 'Update Parley'], replacing(/"schema": \d+/, '"schema": 99'));
  await plant(
    'a bad date',
    'bad-date',
    ['Event "miami-meeting": date', '2025-02-30', restore],
    replacing('"date": "2025-10-24/2025-10-26"', '"date": "2025-02-30"'),
  );
  await plant(
    'an unknown kind',
    'unknown-kind',
    ['Event "', 'kind must be one of meeting', restore],
    replacing('"kind": "meeting"', '"kind": "party"'),
  );
  await plant(
    'a broken link',
    'broken-link',
    ['Event "', 'names the source "no-such-source"', restore],
    replacing(/"source": "[\w-]+"/, '"source": "no-such-source"'),
  );
  return planted;
}

/** Every file under `folder` with its content, to see that nothing was written. */
export async function contentsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(await Promise.all(files.sort().map(async (file) => [file, await readFile(file, 'utf8')])));
}

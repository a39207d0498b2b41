import { extname, join, resolve } from 'node:path';
import { checkDossierFolder } from '#host/dossier-folder';
import { writeExportedFile } from '#host/exported-file';
import { pageTemplatePath, renderPage } from '#host/page/render-page';
import { defineCommand, UsageError } from './command';
import { readAsKnown } from './read-as-known';
import { readSelection, selectionOptions } from './selection-options';
import { todayOf } from './today';

export const pageCommand = defineCommand({
  name: 'page',
  summary: 'Write an interactive page for reading without Parley: one HTML file.',
  operands: ['DOSSIER'],
  options: { out: { value: 'FILE', help: 'where to write it, ending in .html' }, ...selectionOptions },
  async run([path], given, { today }, { print, installation, version }) {
    if (given.out === undefined) throw new UsageError('Say where to write the page with --out FILE.html.');
    if (!/^\.html?$/i.test(extname(given.out))) {
      throw new UsageError(`A page is written as .html; "${given.out}" does not end so.`);
    }
    const folder = path ?? '.';
    const { dossier } = await checkDossierFolder(folder);
    const templatePath = join(installation, pageTemplatePath);
    const request = readSelection(dossier, given);
    const seen = await readAsKnown(folder, dossier, request.asKnownOn, todayOf(today));
    const page = await renderPage(seen.dossier, request, { today: seen.today, templatePath, version });
    const out = resolve(given.out);
    await writeExportedFile(out, page);
    print(`Wrote ${out}`);
    return 0;
  },
});

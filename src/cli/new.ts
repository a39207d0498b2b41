import { basename, resolve } from 'node:path';
import { createDossierFolder } from '#host/dossier-folder';
import { defineCommand } from './command';

export const newCommand = defineCommand({
  name: 'new',
  summary: 'Create an empty dossier in a new folder.',
  operands: ['DOSSIER'],
  options: { title: { value: 'TITLE', help: "its title; the folder's name by default" } },
  async run([path], given, _common, terminal) {
    const folder = resolve(path ?? '.');
    terminal.print(`Created ${await createDossierFolder(folder, given.title ?? basename(folder))}`);
    return 0;
  },
});

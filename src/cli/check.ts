import { checkDossierFolder } from '#host/dossier-folder';
import { defineCommand } from './command';

export const checkCommand = defineCommand({
  name: 'check',
  summary: 'Check every record and link of a dossier, changing nothing.',
  operands: ['DOSSIER'],
  options: {},
  async run([path], _given, _common, terminal) {
    const { dossier } = await checkDossierFolder(path ?? '.');
    const { events, actors, sources } = dossier;
    terminal.print(`No problems: ${events.size} events, ${actors.size} actors, ${sources.size} sources.`);
    return 0;
  },
});

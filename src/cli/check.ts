import { outletOf } from '#core/query/vocabulary';
import type { Source } from '#core/model/source';
import { checkDossierFolder } from '#host/dossier-folder';
import type { AttachmentAudit } from '#host/attachment-audit';
import { defineCommand } from './command';

export const checkCommand = defineCommand({
  name: 'check',
  summary: 'Check every record, link and offline copy of a dossier, changing nothing.',
  operands: ['DOSSIER'],
  options: {},
  async run([path], _given, _common, terminal) {
    const { dossier, audit } = await checkDossierFolder(path ?? '.');
    const faults = faultsOf(audit);
    for (const line of faults) terminal.say(line);
    for (const line of remarksOf(audit)) terminal.print(line);
    if (faults.length > 0) return 1;
    const { events, actors, sources } = dossier;
    terminal.print(`No problems: ${events.size} events, ${actors.size} actors, ${sources.size} sources.`);
    return 0;
  },
});

function faultsOf({ missing, altered }: AttachmentAudit): string[] {
  const advice = 'Bring the file back from a backup or from whoever shares the dossier, or attach it again.';
  return [
    ...missing.map((source) => `The offline copy of ${named(source)} is missing. ${advice}`),
    ...altered.map((source) => `The offline copy of ${named(source)} was altered since it was attached. ${advice}`),
  ];
}

function remarksOf({ spare, unused, foreign }: AttachmentAudit): string[] {
  return [
    ...spare.map((name) => `attachments/${name} is on no source now, and kept: undo or the history can bring it back.`),
    ...unused.map((name) => `attachments/${name} is named nowhere: parley clean deletes it.`),
    ...foreign.map((name) => `attachments/${name} is no offline copy by its name, and left alone.`),
  ];
}

function named(source: Source): string {
  const { attachment } = source;
  return `"${outletOf(source)}" (${attachment?.name ?? ''}, attachments/${attachment?.sha256 ?? ''})`;
}

import * as v from 'valibot';
import type { MergeConflict } from '#core/dossier/merge';
import { collectionNouns } from '#core/model/problems';
import { mergeFiles } from '#host/merge-files';
import { defineCommand, UsageError } from './command';

const Side = v.picklist(['ours', 'theirs']);

export const mergeCommand = defineCommand({
  name: 'merge',
  summary: 'Combine two edited copies of a dossier.json, field by field, and write the result over OURS.',
  operands: ['BASE', 'OURS', 'THEIRS'],
  options: {
    prefer: { value: 'ours|theirs', help: 'take this side where both changed the same field' },
    path: { value: 'FILE', help: 'the dossier.json that OURS is a copy of; as git’s merge driver: --path %P' },
  },
  async run([base = '', ours = '', theirs = ''], given, _common, terminal) {
    const side = given.prefer === undefined ? null : readSide(given.prefer);
    const { conflicts } = await mergeFiles({ base, ours, theirs, home: given.path ?? ours }, () => side);
    if (conflicts.length === 0) {
      terminal.print(`Merged into ${given.path ?? ours}.`);
      return 0;
    }
    const count = conflicts.length === 1 ? '1 conflict' : `${conflicts.length} conflicts`;
    terminal.say(`${count}: both copies changed the same. OURS holds our value for now.`);
    for (const conflict of conflicts) for (const line of inLines(conflict)) terminal.say(line);
    terminal.say('Look at each in Parley and set what is right, or merge again with --prefer.');
    return 1;
  },
});

function readSide(text: string): v.InferOutput<typeof Side> {
  const side = v.safeParse(Side, text);
  if (side.success) return side.output;
  throw new UsageError(`--prefer must be ours or theirs; "${text}" is neither.`);
}

function inLines({ collection, title, field, base, ours, theirs }: MergeConflict): string[] {
  const where = `${collectionNouns[collection]} "${title}"`;
  if (field === '') return [`- ${where}: ${wholeInWords(ours, theirs)}`];
  const values = { before: base, ours, theirs };
  return [`- ${where}: ${field}`, ...Object.entries(values).map(([name, value]) => `    ${name}: ${excerpt(value)}`)];
}

function wholeInWords(ours: unknown, theirs: unknown): string {
  if (ours === null) return 'we deleted it, they changed it or name it; it is kept as they have it';
  if (theirs === null) return 'they deleted it, we changed it or name it; it is kept as we have it';
  return 'the two versions do not go together; ours is kept';
}

const excerptLength = 200;

function excerpt(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > excerptLength ? `${text.slice(0, excerptLength)}…` : text;
}

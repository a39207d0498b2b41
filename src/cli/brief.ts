import { extname, resolve } from 'node:path';
import * as v from 'valibot';
import type { BriefRequest } from '#api/contract';
import { briefOrders } from '#core/brief/context';
import { Line } from '#core/model/text';
import { checkDossierFolder } from '#host/dossier-folder';
import { writeExportedFile } from '#host/exported-file';
import { defineCommand, UsageError } from './command';
import { readAsKnown } from './read-as-known';
import { readSelection, selectionOptions } from './selection-options';
import { todayOf } from './today';

export const briefCommand = defineCommand({
  name: 'brief',
  summary: 'Write a background brief with footnotes: Word, HTML or Markdown.',
  operands: ['DOSSIER'],
  options: {
    out: { value: 'FILE', help: 'where to write it; .docx, .html or .md decides the format' },
    ...selectionOptions,
    order: { value: 'ORDER', help: 'how the chronology runs: date (by default) or track' },
    title: { value: 'TEXT', help: 'the title; the dossier’s by default' },
  },
  async run([path], given, { today }, terminal) {
    if (given.out === undefined)
      throw new UsageError('Say where to write the brief with --out FILE.docx, .html or .md.');
    const format = readFormat(given.out);
    const order = readOrder(given.order ?? 'date');
    const folder = path ?? '.';
    const { dossier } = await checkDossierFolder(folder);
    const { selection, asKnownOn } = readSelection(dossier, given);
    const seen = await readAsKnown(folder, dossier, asKnownOn, todayOf(today));
    // The writers and their fonts are loaded for a brief alone.
    const { renderBrief } = await import('#host/brief/render-brief');
    const request: BriefRequest = { format, selection, asKnownOn, order, title: readTitle(given.title) };
    const out = resolve(given.out);
    await writeExportedFile(out, await renderBrief(seen.dossier, request, seen.today));
    terminal.print(`Wrote ${out}`);
    return 0;
  },
});

function readFormat(out: string): BriefRequest['format'] {
  const ending = extname(out).toLowerCase();
  if (ending === '.docx') return 'docx';
  if (ending === '.html' || ending === '.htm') return 'html';
  if (ending === '.md') return 'md';
  throw new UsageError(`A brief is written as .docx, .html or .md; "${out}" ends in none of them.`);
}

function readOrder(text: string): BriefRequest['order'] {
  const order = briefOrders.find((each) => each === text);
  if (order !== undefined) return order;
  throw new UsageError(`--order must be ${briefOrders.join(' or ')}; "${text}" is not.`);
}

function readTitle(text: string | undefined): string | null {
  if (text === undefined) return null;
  const title = v.safeParse(Line, text);
  if (title.success) return title.output;
  throw new UsageError(`--title ${title.issues[0].message}.`);
}

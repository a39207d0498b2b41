import { createReadStream } from 'node:fs';
import type { RecordKey } from '#core/history/history-entry';
import { requireOrdinaryFile } from '#host/ordinary-file';

/** Where one line of a history file stands, counted from 1, and the number of its edit. */
export interface IndexedLine {
  readonly sequence: number;
  readonly number: number;
  readonly offset: number;
  readonly length: number;
}

/** A history file's lines in the order of the file, and which of them name which record. */
export interface FileIndex {
  readonly lines: readonly IndexedLine[];
  /** The positions of the lines that edit a record, ascending. */
  linesOf(key: RecordKey): readonly number[];
}

const newline = 0x0a;
const sequencePattern = /^[0-9a-f]{8} \{"sequence":(\d{1,16}),/;
// Quotes inside a text are escaped in JSON, and no record has a field of this name: each match heads one edit.
const editPattern = /"collection":"([a-z]+)","id":"([A-Za-z0-9._-]{1,128})","before":/g;

/**
 * Reads through a history file once, in pieces, and keeps only where its lines stand. Lines are not checked here; whoever
 * reads one does. A line that is no edit takes the number of the one before it, so that its reader comes upon it. Throws
 * as `requireOrdinaryFile` does.
 */
export async function indexHistoryFile(path: string): Promise<FileIndex> {
  await requireOrdinaryFile(path, false);
  const lines: IndexedLine[] = [];
  const positions = new Map<string, number[]>();
  const take = (bytes: Buffer, offset: number) => {
    // Latin-1 keeps one character a byte, and what is looked for is plain ASCII.
    const text = bytes.toString('latin1');
    const [, digits] = sequencePattern.exec(text) ?? [];
    const sequence = digits === undefined ? (lines.at(-1)?.sequence ?? 0) : Number(digits);
    for (const [, collection = '', id = ''] of text.matchAll(editPattern)) {
      const key = keyText({ collection, id });
      const known = positions.get(key) ?? [];
      if (known.at(-1) !== lines.length) known.push(lines.length);
      positions.set(key, known);
    }
    lines.push({ sequence, number: lines.length + 1, offset, length: bytes.length });
  };

  let begun: Buffer[] = [];
  let offset = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(newline) + 1; end > 0; end = chunk.indexOf(newline, from) + 1) {
      const line = Buffer.concat([...begun, chunk.subarray(from, end)]);
      take(line, offset);
      offset += line.length;
      begun = [];
      from = end;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
  if (begun.length > 0) take(Buffer.concat(begun), offset);
  return { lines, linesOf: (key) => positions.get(keyText(key)) ?? [] };
}

function keyText({ collection, id }: { readonly collection: string; readonly id: string }): string {
  return `${collection} ${id}`;
}

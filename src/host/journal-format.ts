import * as v from 'valibot';
import { ChangeEnvelope, type Change } from '#core/dossier/change';
import { readChange } from '#core/dossier/read-edit';
import { ParleyError } from '#core/parley-error';
import { parseBoundedJson } from '#host/bounded-json';
import { checksumOf, type SnapshotMark } from '#host/snapshot-adapter';

/** The version of the journal's format that this Parley writes. */
export const journalVersion = 1;

const Sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Mark = v.strictObject({ sequence: Sequence, crc: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/)) });

/** The journal's first record: which snapshot it continues, and where undo and redo stood then. */
export const JournalHeader = v.strictObject({
  journal: v.literal(journalVersion),
  /** Grows by one each time a writer takes charge, so that one who slept through that can tell. */
  generation: v.pipe(Sequence, v.minValue(1)),
  snapshot: Mark,
  undo: v.array(Sequence),
  redo: v.array(Sequence),
});
export type JournalHeader = v.InferOutput<typeof JournalHeader>;

const EntryEnvelope = v.variant('kind', [
  v.strictObject({ sequence: Sequence, kind: v.literal('edit'), of: v.null(), change: ChangeEnvelope }),
  v.strictObject({ sequence: Sequence, kind: v.picklist(['undo', 'redo']), of: Sequence, change: ChangeEnvelope }),
]);

const CompactionRecord = v.strictObject({ kind: v.literal('compaction'), snapshot: Mark });
/** Written before a snapshot is replaced, so that a crash in between is not taken for a change from outside. */
export type CompactionRecord = v.InferOutput<typeof CompactionRecord>;

/** One edit as the journal keeps it; `of` is the sequence number of the edit that an undo or a redo turned. */
export type JournalEntry =
  | { readonly sequence: number; readonly kind: 'edit'; readonly of: null; readonly change: Change }
  | { readonly sequence: number; readonly kind: 'undo' | 'redo'; readonly of: number; readonly change: Change };

/** An entry with its line, newline included, exactly as it stands in the file. */
export interface JournalLine {
  readonly entry: JournalEntry;
  readonly bytes: Uint8Array;
}

/** What a journal's bytes hold, as far as they are good. */
export interface JournalContent {
  /** Null when the first record is not good. */
  readonly header: JournalHeader | null;
  readonly lines: readonly JournalLine[];
  /** The snapshots that were about to be written. */
  readonly compactions: readonly SnapshotMark[];
  /**
   * `whole`: every record is good. `torn`: one append was cut short at the end. `damaged`: a record was altered, the first
   * is bad, or numbers are missing; `rest` begins at the bad record.
   */
  readonly ending: 'whole' | 'torn' | 'damaged';
  readonly rest: Uint8Array;
  /** The bad record's line, counted from 1. */
  readonly badLine: number;
}

/** A record as its line: the CRC-32 of the JSON, a space, the JSON, a newline. */
export function formatLine(record: JournalHeader | JournalEntry | CompactionRecord): Uint8Array {
  const json = JSON.stringify(record);
  return Buffer.from(`${checksumOf(json)} ${json}\n`, 'utf8');
}

/**
 * An edit's line, read back before anybody writes it: what could not be read again would take with it all that comes
 * after. Throws `invalid-record` or `too-large`.
 */
export function readableLine(entry: JournalEntry): JournalLine {
  const bytes = formatLine(entry);
  try {
    const value = parseBoundedJson(bytes.subarray(checksumLength + 1, -1), 'It');
    if (readRecord(value) === null)
      throw new Error(`An edit was made that its own reader refuses: ${entry.change.label}`);
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    const { code, message } = error;
    throw new ParleyError({
      code: code === 'too-large' ? code : 'invalid-record',
      message: `The edit was not saved, since Parley could not read it again. ${message} Change that and try again.`,
      cause: error,
    });
  }
  return { entry, bytes };
}

/** Reads a journal up to its first bad record. Throws `newer-schema` for a journal that a newer Parley wrote. */
export function readJournal(bytes: Uint8Array, name: string): JournalContent {
  const lines: JournalLine[] = [];
  const compactions: SnapshotMark[] = [];
  let header: JournalHeader | null = null;
  let at = 0;
  let lineNumber = 1;
  const stop = (ending: JournalContent['ending']): JournalContent => ({
    header,
    lines,
    compactions,
    ending,
    rest: bytes.subarray(at),
    badLine: lineNumber,
  });

  for (; at < bytes.length || header === null; lineNumber += 1) {
    const end = bytes.indexOf(newline, at) + 1;
    const line = bytes.subarray(at, end === 0 ? bytes.length : end);
    const value = readLine(line);
    if (header === null) {
      refuseNewer(value, name);
      const parsed = v.safeParse(JournalHeader, value);
      if (!parsed.success) return stop('damaged');
      header = parsed.output;
    } else {
      if (value === null) return stop(isCutShort(bytes.subarray(at)) ? 'torn' : 'damaged');
      const record = readRecord(value);
      const last: number | undefined = lines.at(-1)?.entry.sequence;
      if (record === null) return stop('damaged');
      if ('sequence' in record) {
        const follows = last === undefined ? record.sequence > header.snapshot.sequence : record.sequence === last + 1;
        if (!follows) return stop('damaged');
        lines.push({ entry: record, bytes: line });
      } else {
        compactions.push(record.snapshot);
      }
    }
    at = end;
  }
  return stop('whole');
}

/** The entries in lines of a file of `history/`, from line `first` on; throws `damaged` at the first that is not good. */
export function readHistoryEntries(bytes: Uint8Array, name: string, first = 1): JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(newline, at) + 1 || bytes.length;
    const value = readLine(bytes.subarray(at, end));
    const record = value === null ? null : readRecord(value);
    if (record === null || !('sequence' in record)) {
      throw new ParleyError({
        code: 'damaged',
        message: `${name} is damaged at line ${first + entries.length}, so the edits in it cannot be undone. Restore the file from version control.`,
      });
    }
    entries.push(record);
    at = end;
  }
  return entries;
}

const newline = 0x0a;
const space = 0x20;
const checksumLength = 8;

/** The JSON value of a good line; null when the line is cut short, its checksum differs or it is not JSON. */
function readLine(line: Uint8Array): unknown {
  if (line.at(-1) !== newline || line[checksumLength] !== space) return null;
  const json = line.subarray(checksumLength + 1, -1);
  if (Buffer.from(line.subarray(0, checksumLength)).toString('latin1') !== checksumOf(json)) return null;
  try {
    return parseBoundedJson(json, 'The record');
  } catch (error) {
    if (error instanceof ParleyError) return null;
    throw error;
  }
}

function readRecord(value: unknown): JournalEntry | CompactionRecord | null {
  const compaction = v.safeParse(CompactionRecord, value);
  if (compaction.success) return compaction.output;
  const envelope = v.safeParse(EntryEnvelope, value);
  if (!envelope.success) return null;
  try {
    return { ...envelope.output, change: readChange(envelope.output.change) };
  } catch (error) {
    if (error instanceof ParleyError) return null;
    throw error;
  }
}

/**
 * Whether what stands after the last good line is what a crash leaves of one append: it has no end, or zeros where a block
 * never reached the disk. A whole line that merely does not fit its checksum was acknowledged once and altered since.
 */
function isCutShort(tail: Uint8Array): boolean {
  const end = tail.indexOf(newline);
  return end === -1 || (end === tail.length - 1 && tail.includes(0));
}

function refuseNewer(value: unknown, name: string): void {
  const newer = v.safeParse(v.looseObject({ journal: v.pipe(v.number(), v.minValue(journalVersion + 1)) }), value);
  if (newer.success) {
    throw new ParleyError({
      code: 'newer-schema',
      message: `${name} was written by a newer Parley (journal ${newer.output.journal}; this one reads up to ${journalVersion}). Update Parley to open the dossier.`,
    });
  }
}

import * as v from 'valibot';
import type { Fault } from '#api/answer';
import type { FileToSave } from '#api/transport';
import { briefOrders } from '#core/brief/context';
import { EditEnvelope, type Change, type Edit } from '#core/dossier/change';
import type { RecordingDays } from '#core/dossier/recording';
import type { ConflictWords } from '#core/dossier/conflict-words';
import type { DossierContents } from '#core/dossier/contents';
import type { Difference } from '#core/history/difference';
import type { HistoryEntry } from '#core/history/history-entry';
import { Day } from '#core/model/date';
import type { Check } from '#core/figure/checks';
import {
  type CollectionName,
  collectionNames,
  type DossierHead,
  type Records,
  type Snapshot,
} from '#core/model/dossier';
import { Attachment } from '#core/model/source';
import { Id, Line } from '#core/model/text';
import { Figure, Filters, groupings } from '#core/model/view';
import { Selection } from '#core/query/selection';
import { TableLook } from '#core/query/table-look';

/** What the reader chose for themselves; kept in the user's data folder, not in a dossier. */
export const Settings = v.strictObject({
  theme: v.picklist(['system', 'light', 'dark']),
  /** Signed under every edit. */
  author: Line,
  /** Whether the reader was asked for that name, or gave it. */
  isAuthorSettled: v.optional(v.boolean(), false),
  isKeyShown: v.boolean(),
  isRailFolded: v.boolean(),
  /** How the table of each dossier looks, the latest first; a file of settings from before there was a table has none. */
  tables: v.optional(v.array(TableLook), () => []),
});
export type Settings = v.InferOutput<typeof Settings>;

/** Whether edits are taken, and if not, a sentence for the person who wonders why. */
export type Access = { readonly mode: 'write' } | { readonly mode: 'read-only'; readonly reason: string };

/** Where undo and redo stand: the labels of the changes they would turn round, null when there is none. */
export interface Steps {
  readonly undo: string | null;
  readonly redo: string | null;
}

/** The open dossier, whole, as a window first receives it. */
export interface OpenDossier {
  readonly path: string;
  readonly access: Access;
  /** Whether its journal is damaged, so that what is shown ends before the damage and takes no edits. */
  readonly isDamaged: boolean;
  readonly snapshot: Snapshot;
  readonly steps: Steps;
  /** What was noticed while opening and the reader should know, as sentences; empty when all was well. */
  readonly remarks: readonly string[];
}

/** A dossier that could not be opened: the path that was asked for (null for the sample), and why. */
export interface OpenFailure {
  readonly path: string | null;
  readonly fault: Fault;
  /** Whether a backup may stand in for it. */
  readonly canRecover: boolean;
}

/** What a window needs to know when it starts. */
export interface Session {
  readonly version: string;
  /** The day that counts as today, when it was given; null leaves it to the clock. */
  readonly today: string | null;
  readonly settings: Settings;
  readonly recent: readonly RecentDossier[];
  readonly dossier: OpenDossier | null;
  /** Why the dossier that should be open is not. */
  readonly failure: OpenFailure | null;
}

/** A dossier that was open before. */
export interface RecentDossier {
  readonly path: string;
  readonly title: string;
}

/** An edit that is on disk: its sequence number, and where undo and redo stand now. */
export interface Committed {
  readonly sequence: number;
  readonly steps: Steps;
}

/** A figure as a file: its content is text for SVG, base64 for PNG and PDF. */
export interface RenderedFigure {
  readonly mediaType: 'image/svg+xml' | 'image/png' | 'application/pdf';
  readonly encoding: 'text' | 'base64';
  readonly content: string;
  /** The size of the page in points. */
  readonly width: number;
  readonly height: number;
  /** What was looked at: first what the figure could not show as it should. */
  readonly checks: readonly Check[];
}

/** A file that is kept in the dossier's folder, as a source's `attachment` names it. */
export type KeptAttachment = v.InferOutput<typeof Attachment>;

/** A piece of a kept file as base64, and the size of the whole in bytes. */
export interface AttachmentPiece {
  readonly content: string;
  readonly bytes: number;
}

const Nothing = v.strictObject({});
const Upload = v.pipe(v.string(), v.uuid());
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A figure as it is asked for: in which form, and what it shows. */
export const FigureRequest = v.strictObject({
  format: v.picklist(['svg', 'png', 'pdf']),
  figure: Figure,
  /** What is shown where the figure names no saved view. */
  look: v.strictObject({
    filters: Filters,
    grouping: v.picklist(groupings),
    window: v.nullable(v.strictObject({ from: Day, to: Day })),
  }),
  /** The day as known on which the dossier is shown; null takes the view's, else today. */
  asKnownOn: v.nullable(Day),
  /** Pixels of a PNG to a pixel at 96 to the inch: 3.125 is 300 to the inch. */
  scale: v.pipe(v.number('must be a number'), v.minValue(0.5), v.maxValue(8)),
});
export type FigureRequest = v.InferOutput<typeof FigureRequest>;

const RecordKey = v.strictObject({ collection: v.picklist([...collectionNames, 'dossier'] as const), id: Id });

// Not a loose object, which would take a list and make an object without its items.
const UncheckedRecord = v.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object of named fields',
);
const draftFields = {
  collection: v.picklist(['events', 'actors', 'sources', 'tracks']),
  id: Id,
  /** The record as the form was opened on it; null for a new one. */
  before: v.nullable(UncheckedRecord),
  /** The record as far as it was written, which need not be valid. */
  value: UncheckedRecord,
  /** Actors and sources that were started in the form. */
  actors: v.array(UncheckedRecord),
  sources: v.array(UncheckedRecord),
};

/** A form that was not saved, as it is kept through a crash. `at` is an ISO 8601 instant in UTC. */
export const KeptDraft = v.strictObject({ ...draftFields, at: v.pipe(v.string(), v.isoTimestamp()) });
export type KeptDraft = v.InferOutput<typeof KeptDraft>;

/** A stretch of the history, the last step first; `next` is what `before` takes to go on, null at the beginning. */
export interface HistoryStretch {
  readonly entries: readonly HistoryEntry[];
  readonly next: number | null;
}

/** A file made for a person to keep: its content is text, or base64 for what is no text. */
export type ExportedFile = Omit<FileToSave, 'name'>;

/** A brief as a window asks for it. */
export const BriefRequest = v.strictObject({
  format: v.picklist(['docx', 'html', 'md']),
  selection: Selection,
  asKnownOn: v.nullable(Day),
  order: v.picklist(briefOrders),
  /** Null takes the dossier's. */
  title: v.nullable(Line),
});
export type BriefRequest = v.InferOutput<typeof BriefRequest>;

/** An interactive page as a window asks for it. */
export const PageRequest = v.strictObject({
  selection: Selection,
  asKnownOn: v.nullable(Day),
  grouping: v.picklist(groupings),
});
export type PageRequest = v.InferOutput<typeof PageRequest>;

/** One backup of a dossier: its name for a command, where it is kept, when it was made (ISO 8601, UTC), and its size. */
export interface BackupEntry {
  readonly id: string;
  /** In the dossier's folder, outside it, or set aside in it when a backup was restored. */
  readonly place: 'inside' | 'outside' | 'set-aside';
  readonly at: string;
  readonly bytes: number;
  /** The folder that it is a backup of, where that is another copy of the dossier than the one asked about; else null. */
  readonly of: string | null;
}

/** The backups of the dossier at a path, the newest first, and why it cannot be opened as it is; null when it can. */
export interface BackupListing {
  readonly path: string;
  readonly fault: Fault | null;
  readonly backups: readonly BackupEntry[];
}

/** An edit as the history signs it. */
export interface LastEdit {
  readonly at: string;
  readonly author: string;
  readonly label: string;
}

/** What one backup holds, or why it cannot be read. */
export type BackupContents =
  | {
      readonly id: string;
      readonly isGood: true;
      readonly contents: DossierContents;
      /** The last edits in it, the last one first; none where no history tells of them. */
      readonly lastEdits: readonly LastEdit[];
      /** What restoring it would change; null where the dossier cannot be read to compare. */
      readonly difference: Difference | null;
    }
  | { readonly id: string; readonly isGood: false; readonly fault: Fault };

/** What a restore did: where the dossier stands, and in which folder what was there before is kept; null for nothing. */
export interface Restored {
  readonly path: string;
  readonly setAside: string | null;
  /** Whether undo takes it back. */
  readonly isUndoable: boolean;
}

/** Another copy of the open dossier: a folder or file of this machine. */
export const CopySource = v.strictObject({ path: Line });
export type CopySource = v.InferOutput<typeof CopySource>;

/** A place where both copies changed the same, in words, with who changed it last on each side where that is known. */
export interface CopyConflict extends ConflictWords {
  /** By which a choice refers to it. */
  readonly key: string;
  readonly collection: CollectionName | 'dossier';
  readonly id: string;
  readonly title: string;
  readonly oursBy: LastEdit | null;
  readonly theirsBy: LastEdit | null;
}

/** What another copy would bring, before anything is written. */
export interface CopyProposal {
  /** Names this proposal for `copy.merge`. */
  readonly merge: string;
  readonly name: string;
  readonly title: string;
  /** When the copies parted, by their last common edit (null: before any); null where no common beginning is known. */
  readonly base: { readonly at: string | null } | null;
  /** Whether the copy came with its folder, and so with its history. */
  readonly hasHistory: boolean;
  /** What comes in, with our value in every conflict. */
  readonly incoming: Difference;
  readonly conflicts: readonly CopyConflict[];
}

/** What a merge did: counts of records, and what it could not do as chosen. */
export interface CopyMerged {
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  /** Records that stay although they were to go, since others name them, or that stay as ours. */
  readonly kept: readonly string[];
  /** Offline copies that the other copy names and did not bring. */
  readonly missingAttachments: number;
}

// Output types are carried by this marker: what the host answers was made by typed code, so it is not parsed again.
const answers = <T>() => null as unknown as T;

/**
 * Every command a window can give: its input as a schema, its answer as a type. Types, validation, routes and the
 * client all derive from this table.
 */
export const commands = {
  'session.read': { input: Nothing, output: answers<Session>() },
  /** What was open before, the last first. */
  'recent.list': { input: Nothing, output: answers<readonly RecentDossier[]>() },
  'settings.put': { input: v.partial(Settings), output: answers<Settings>() },
  'dossier.open': {
    // `acceptOutsideChanges` is the reader's word that a snapshot altered by another program is to be used as it is.
    input: v.strictObject({ path: Line, acceptOutsideChanges: v.boolean() }),
    output: answers<OpenDossier>(),
  },
  'dossier.create': { input: v.strictObject({ path: Line, title: Line }), output: answers<OpenDossier>() },
  'dossier.open-sample': { input: Nothing, output: answers<OpenDossier>() },
  // Backups are of the dossier at a path, which need not be open, readable or there; null means the open one.
  'backup.list': { input: v.strictObject({ path: v.nullable(Line) }), output: answers<BackupListing>() },
  'backup.read': { input: v.strictObject({ path: v.nullable(Line), backup: Line }), output: answers<BackupContents>() },
  /** Puts a backup in place of the dossier, or makes a dossier of it in a new folder, which is then opened. */
  'backup.restore': {
    input: v.strictObject({ path: v.nullable(Line), backup: Line, to: v.nullable(Line) }),
    output: answers<Restored>(),
  },
  /** Reads another copy, from this machine or from an upload that has wholly arrived, and says what it would bring. */
  'copy.read': {
    input: v.strictObject({ from: v.union([CopySource, v.strictObject({ upload: Upload })]) }),
    output: answers<CopyProposal>(),
  },
  /** Merges the copy that was read last, as one edit. What is not chosen stays as ours. */
  'copy.merge': {
    input: v.strictObject({
      merge: Upload,
      choices: v.array(v.strictObject({ key: v.string(), side: v.picklist(['ours', 'theirs']) })),
    }),
    output: answers<CopyMerged>(),
  },
  'change.commit': {
    input: v.strictObject({ label: Line, edits: v.pipe(v.array(EditEnvelope), v.minLength(1)) }),
    output: answers<Committed>(),
  },
  'change.undo': { input: Nothing, output: answers<Committed>() },
  'change.redo': { input: Nothing, output: answers<Committed>() },
  /** Up to `limit` steps before a number: of one record, or, with null, of the whole dossier. */
  'history.read': {
    input: v.strictObject({
      record: v.nullable(RecordKey),
      before: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
    }),
    output: answers<HistoryStretch>(),
  },
  /** A record as a step left it, or as it was when the step deleted it. */
  'history.record': {
    input: v.strictObject({ record: RecordKey, sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
    output: answers<Records[keyof Records] | DossierHead>(),
  },
  /** The forms of the open dossier that were not saved. */
  'draft.read': { input: Nothing, output: answers<readonly KeptDraft[]>() },
  /** Keeps what is written in a form so far; null lets it go. */
  'draft.keep': {
    input: v.strictObject({ id: Id, draft: v.nullable(v.strictObject(draftFields)) }),
    output: answers<null>(),
  },
  // A file is announced, sent in pieces, and kept; only then does an edit name it.
  'attachment.begin': {
    input: v.strictObject({ ...v.pick(Attachment, ['name', 'mediaType', 'bytes']).entries }),
    output: answers<{ readonly upload: string }>(),
  },
  'attachment.append': {
    input: v.strictObject({ upload: Upload, content: v.pipe(v.string(), v.base64(), v.maxLength(8 * 1024 * 1024)) }),
    output: answers<{ readonly received: number }>(),
  },
  'attachment.keep': { input: v.strictObject({ upload: Upload }), output: answers<KeptAttachment>() },
  'attachment.read': {
    input: v.strictObject({ sha256: Attachment.entries.sha256, offset: Count }),
    output: answers<AttachmentPiece>(),
  },
  'history.recorded': { input: Nothing, output: answers<RecordingDays>() },
  // Long work goes under an id, by which its steps are told and it can be called off.
  'figure.render': { input: v.strictObject({ ...FigureRequest.entries, work: Id }), output: answers<RenderedFigure>() },
  'brief.render': { input: v.strictObject({ ...BriefRequest.entries, work: Id }), output: answers<ExportedFile>() },
  'page.render': { input: v.strictObject({ ...PageRequest.entries, work: Id }), output: answers<ExportedFile>() },
  'work.cancel': { input: v.strictObject({ work: Id }), output: answers<null>() },
} as const;

/** The name of a command. */
export type CommandName = keyof typeof commands;
/** What a command takes. */
export type CommandInput<N extends CommandName> = N extends 'change.commit'
  ? { label: string; edits: readonly Edit[] }
  : v.InferInput<(typeof commands)[N]['input']>;
/** What a command answers. */
export type CommandOutput<N extends CommandName> = (typeof commands)[N]['output'];

/** What a host tells every open window without being asked. */
export interface Notices {
  'dossier.changed': { readonly sequence: number; readonly change: Change; readonly steps: Steps };
  'dossier.opened': { readonly dossier: OpenDossier };
  /** Something the person should know about the open dossier, as a sentence, that stops no work. */
  'dossier.remarked': { readonly remark: string };
  'dossier.access-changed': { readonly access: Access };
  'settings.changed': { readonly settings: Settings };
  /** What long work is doing now, in words. */
  'work.advanced': { readonly work: string; readonly step: string };
  /** The application menu's undo or redo, which only the window can tell from that of a text field. */
  'menu.chosen': { readonly act: 'undo' | 'redo' };
}
/** The name of a notice. */
export type NoticeName = keyof Notices;
/** One notice as it crosses the wire: its name beside its content. */
export type Notice = { [N in NoticeName]: { readonly name: N } & Notices[N] }[NoticeName];

/** The handlers a host must have: one per command, so that a missing one does not compile. */
export type Handlers = {
  readonly [N in CommandName]: (input: v.InferOutput<(typeof commands)[N]['input']>) => Promise<CommandOutput<N>>;
};

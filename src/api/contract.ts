import * as v from 'valibot';
import type { Fault } from '#api/answer';
import type { FileToSave } from '#api/transport';
import { briefOrders } from '#core/brief/context';
import { EditEnvelope, type Change, type Edit } from '#core/dossier/change';
import type { RecordingDays } from '#core/dossier/recording';
import type { HistoryEntry } from '#core/history/history-entry';
import { Day } from '#core/model/date';
import type { Check } from '#core/figure/checks';
import { collectionNames, type DossierHead, type Records, type Snapshot } from '#core/model/dossier';
import { Attachment } from '#core/model/source';
import { Id, Line } from '#core/model/text';
import { Figure, Filters, groupings } from '#core/model/view';
import { Selection } from '#core/query/selection';
import { tableColumns, usualColumns } from '#core/query/table-columns';

/** What the reader chose for themselves; kept in the user's data folder, not in a dossier. */
export const Settings = v.strictObject({
  theme: v.picklist(['system', 'light', 'dark']),
  /** Signed under every edit. */
  author: Line,
  /** Whether the reader was asked for that name, or gave it. */
  isAuthorSettled: v.optional(v.boolean(), false),
  isKeyShown: v.boolean(),
  isRailFolded: v.boolean(),
  /** The columns of the table; a file of settings from before there was a table has none. */
  tableColumns: v.optional(v.array(v.picklist(tableColumns)), () => [...usualColumns]),
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
  readonly snapshot: Snapshot;
  readonly steps: Steps;
  /** What was noticed while opening and the reader should know, as sentences; empty when all was well. */
  readonly remarks: readonly string[];
}

/** A dossier that could not be opened: the path that was asked for (null for the sample), and why. */
export interface OpenFailure {
  readonly path: string | null;
  readonly fault: Fault;
}

/** What a window needs to know when it starts. */
export interface Session {
  readonly version: string;
  /** The day that counts as today, when it was given; null leaves it to the clock. */
  readonly today: string | null;
  readonly settings: Settings;
  readonly recent: readonly { readonly path: string; readonly title: string }[];
  readonly dossier: OpenDossier | null;
  /** Why the dossier that should be open is not. */
  readonly failure: OpenFailure | null;
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

const UncheckedRecord = v.looseObject({});
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

// Output types are carried by this marker: what the host answers was made by typed code, so it is not parsed again.
const answers = <T>() => null as unknown as T;

/**
 * Every command a window can give: its input as a schema, its answer as a type. Types, validation, routes and the
 * client all derive from this table.
 */
export const commands = {
  'session.read': { input: Nothing, output: answers<Session>() },
  'settings.put': { input: v.partial(Settings), output: answers<Settings>() },
  'dossier.open': {
    // `acceptOutsideChanges` is the reader's word that a snapshot altered by another program is to be used as it is.
    input: v.strictObject({ path: Line, acceptOutsideChanges: v.boolean() }),
    output: answers<OpenDossier>(),
  },
  'dossier.create': { input: v.strictObject({ path: Line, title: Line }), output: answers<OpenDossier>() },
  'dossier.open-sample': { input: Nothing, output: answers<OpenDossier>() },
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
  'figure.render': { input: FigureRequest, output: answers<RenderedFigure>() },
  'brief.render': { input: BriefRequest, output: answers<ExportedFile>() },
  'page.render': { input: PageRequest, output: answers<ExportedFile>() },
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
  'dossier.access-changed': { readonly access: Access };
  'settings.changed': { readonly settings: Settings };
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

import * as v from 'valibot';
import type { Fault } from '#api/answer';
import type { FileToSave } from '#api/transport';
import { briefOrders } from '#core/brief/context';
import { EditEnvelope, type Change, type Edit } from '#core/dossier/change';
import type { RecordingDays } from '#core/dossier/recording';
import type { Snapshot } from '#core/model/dossier';
import { Day } from '#core/model/date';
import { Line, Prose } from '#core/model/text';
import { Filters, groupings } from '#core/model/view';
import { Selection } from '#core/query/selection';

/** What the reader chose for themselves; kept in the user's data folder, not in a dossier. */
export const Settings = v.strictObject({
  theme: v.picklist(['system', 'light', 'dark']),
  /** Signed under every edit. */
  author: Line,
  isKeyShown: v.boolean(),
  isRailFolded: v.boolean(),
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
  /** What the figure could not show, as sentences. */
  readonly warnings: readonly string[];
}

const Nothing = v.strictObject({});

/** A figure as a window asks for it: what it shows, on what width, in which form. */
export const FigureRequest = v.strictObject({
  format: v.picklist(['svg', 'png', 'pdf']),
  /** The window's range as first and last day; null covers the whole dossier. */
  range: v.nullable(v.strictObject({ from: Day, to: Day })),
  filters: Filters,
  grouping: v.picklist(groupings),
  title: v.nullable(Line),
  standfirst: v.nullable(Prose),
  theme: v.picklist(['light', 'dark']),
  /** Draws the dossier as it could have been known on this day; null draws what is known today. */
  asKnownOn: v.nullable(Day),
  /** Pixels across; the height follows from what must fit. */
  width: v.pipe(v.number(), v.integer(), v.minValue(480), v.maxValue(8000)),
});
export type FigureRequest = v.InferOutput<typeof FigureRequest>;

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
}
/** The name of a notice. */
export type NoticeName = keyof Notices;
/** One notice as it crosses the wire: its name beside its content. */
export type Notice = { [N in NoticeName]: { readonly name: N } & Notices[N] }[NoticeName];

/** The handlers a host must have: one per command, so that a missing one does not compile. */
export type Handlers = {
  readonly [N in CommandName]: (input: v.InferOutput<(typeof commands)[N]['input']>) => Promise<CommandOutput<N>>;
};

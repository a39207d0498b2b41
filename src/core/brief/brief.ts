/** A run of text in one weight. */
export interface TextSpan {
  readonly type: 'text';
  readonly text: string;
  readonly weight: 'plain' | 'strong' | 'emphasis';
}

/** A web address, shown as it is written. */
export interface LinkSpan {
  readonly type: 'link';
  readonly url: string;
}

/** The place of a footnote, by its number; `Brief.notes` holds note 1 first. */
export interface NoteSpan {
  readonly type: 'note';
  readonly number: number;
}

/** What a paragraph is made of. */
export type Span = TextSpan | LinkSpan | NoteSpan;

/** One part of a brief, in reading order. */
export type Block =
  | { readonly type: 'heading'; readonly level: 2 | 3; readonly text: string }
  /** `entry` opens what is said of one event and stays with what follows; `quiet` is beside the point. */
  | { readonly type: 'paragraph'; readonly role: 'body' | 'entry' | 'quiet'; readonly spans: readonly Span[] }
  | { readonly type: 'list'; readonly items: readonly (readonly Span[])[] }
  | { readonly type: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly Span[])[][] }
  /** The figure, which the writer draws; `caption` says what it shows. */
  | { readonly type: 'figure'; readonly caption: string };

/** A brief before it is a file: the same for every format. */
export interface Brief {
  readonly title: string;
  /** What it was made from and for which day, below the title. */
  readonly subtitle: string;
  readonly blocks: readonly Block[];
  readonly notes: readonly (readonly Span[])[];
}

/** Text in plain weight. */
export function plain(text: string): TextSpan {
  return { type: 'text', text, weight: 'plain' };
}

/** Text that stands out. */
export function strong(text: string): TextSpan {
  return { type: 'text', text, weight: 'strong' };
}

/** Text set apart. */
export function emphasis(text: string): TextSpan {
  return { type: 'text', text, weight: 'emphasis' };
}

/** A heading of a section (2) or of a part of one (3). */
export function heading(level: 2 | 3, text: string): Block {
  return { type: 'heading', level, text };
}

/** A paragraph of running text. */
export function paragraph(...spans: readonly Span[]): Block {
  return { type: 'paragraph', role: 'body', spans };
}

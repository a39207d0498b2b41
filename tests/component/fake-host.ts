import type { Client } from '#api/client';
import type {
  Access,
  BackupContents,
  BackupListing,
  CommandInput,
  Committed,
  CopyMerged,
  CopyProposal,
  ExportedFile,
  FigureRequest,
  HistoryStretch,
  KeptAttachment,
  KeptDraft,
  Notice,
  OpenDossier,
  OpenFailure,
  RenderedFigure,
  Session,
  Settings,
  Steps,
} from '#api/contract';
import type { FileToSave, Shell } from '#api/transport';
import { applyChange, invertChange } from '#core/dossier/apply';
import type { Change, Edit } from '#core/dossier/change';
import { checkChange } from '#core/dossier/integrity';
import { describeStep } from '#core/history/history-entry';
import { toSnapshot } from '#core/dossier/snapshot';
import type { RecordingDays } from '#core/dossier/recording';
import type { Dossier } from '#core/model/dossier';
import { ParleyError } from '#core/parley-error';

const settings: Settings = {
  theme: 'light',
  author: 'Tester',
  isAuthorSettled: true,
  isKeyShown: true,
  isRailFolded: false,
  tables: [],
};

/** A page without a drawing, which says what it was asked for. */
function drawnFigure({ figure }: FigureRequest): RenderedFigure {
  const title = figure.title ?? 'Untitled';
  const content = `<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>${title}</title></svg>`;
  return { mediaType: 'image/svg+xml', encoding: 'text', content, width: 960, height: 540, checks: [] };
}

/** A host in memory: it checks and applies what a window commits, remembers it, and announces it as the real one does. */
export class FakeHost {
  dossier: Dossier | null;
  access: Access = { mode: 'write' };
  isDamaged = false;
  failure: OpenFailure | null = null;
  /** The backups it knows of, and what each holds. */
  backups: BackupListing = { path: '/dossiers/trial', fault: null, backups: [] };
  backupContents: readonly BackupContents[] = [];
  /** Another copy as it would be read, and what merging it did. */
  proposal: CopyProposal | null = null;
  merged: CopyMerged | null = null;
  /** What a window asked of backups and copies that changes something, in order. */
  readonly recoveries: (readonly [command: string, input: unknown])[] = [];
  /** What a window gave as edits, in order. */
  readonly commits: { readonly label: string; readonly edits: readonly Edit[] }[] = [];
  /** When set, the next write is refused with it. */
  refusal: ParleyError | null = null;
  /** What its history says. */
  recording: RecordingDays = { since: null, days: [] };
  /** When set, its history cannot be read. */
  recordingFault: ParleyError | null = null;
  readonly saved: FileToSave[] = [];
  readonly opened: string[] = [];
  /** Forms that were left unsaved. */
  drafts: KeptDraft[] = [];
  /** When set, its forms can be neither read nor kept. */
  draftFault: ParleyError | null = null;
  readonly #journal: Change[] = [];
  /** What a window asked to be drawn, in order, and how it is answered. */
  readonly figures: FigureRequest[] = [];
  drawFigure: (request: FigureRequest) => RenderedFigure = drawnFigure;
  /** What a window had written as a file: the command, and what it asked for. */
  readonly exports: (readonly [command: string, input: unknown])[] = [];
  readonly #done: Change[] = [];
  readonly #undone: Change[] = [];
  readonly #listeners = new Set<(notice: Notice) => void>();
  #lose: () => void = () => {};
  #sequence = 0;
  #upload: KeptAttachment | null = null;

  constructor(dossier: Dossier | null) {
    this.dossier = dossier;
  }

  shell: Shell = {
    name: 'browser',
    canChooseFolder: false,
    saveFile: async (file) => {
      this.saved.push(file);
      return file.name;
    },
    openExternal: async (url) => {
      this.opened.push(url);
    },
    canOpenFiles: true,
    openAttachment: async ({ name }) => {
      this.opened.push(name);
    },
    chooseFolder: async () => null,
  };

  get client(): Client {
    const answer = (command: string, input: unknown): unknown => this.#answer(command, input);
    return {
      // Every answer goes through JSON, as it does on the way from a real host.
      async call(command, input) {
        return JSON.parse(JSON.stringify(answer(command, input)));
      },
      subscribe: (listener, onLost) => {
        this.#listeners.add(listener);
        this.#lose = onLost;
        return () => this.#listeners.delete(listener);
      },
    };
  }

  announce(notice: Notice): void {
    for (const listener of this.#listeners) listener(notice);
  }

  /** Goes away, as a killed host does. */
  vanish(): void {
    this.#answer = () => {
      throw new Error('The host cannot be reached.');
    };
    this.#lose();
  }

  get #steps(): Steps {
    return { undo: this.#done.at(-1)?.label ?? null, redo: this.#undone.at(-1)?.label ?? null };
  }

  #answer = (command: string, input: unknown): unknown => {
    switch (command) {
      case 'session.read':
        return this.#session();
      case 'recent.list':
        return this.#session().recent;
      case 'settings.put':
        return { ...settings, ...(input as Partial<Settings>) };
      case 'draft.read':
        if (this.draftFault !== null) throw this.draftFault;
        return this.drafts;
      case 'draft.keep': {
        if (this.draftFault !== null) throw this.draftFault;
        const { id, draft } = input as CommandInput<'draft.keep'>;
        this.drafts = this.drafts.filter((each) => each.id !== id);
        if (draft !== null) this.drafts.push({ ...draft, at: '2025-12-02T10:42:00.000Z' });
        return null;
      }
      case 'history.read':
        return this.#readHistory(input as CommandInput<'history.read'>);
      case 'history.record': {
        const { record, sequence } = input as CommandInput<'history.record'>;
        return this.#journal[sequence - 1]?.edits.find(({ id }) => id === record.id)?.after;
      }
      case 'history.recorded':
        if (this.recordingFault !== null) throw this.recordingFault;
        return this.recording;
      case 'change.commit': {
        const { label, edits } = input as { label: string; edits: readonly Edit[] };
        this.commits.push({ label, edits });
        return this.#commit({ label, edits, at: '2025-12-02T10:00:00.000Z', author: 'Tester' }, this.#done);
      }
      case 'backup.list':
        return this.backups;
      case 'backup.read':
        return this.backupContents.find(({ id }) => id === (input as CommandInput<'backup.read'>).backup);
      case 'backup.restore':
      case 'copy.read':
      case 'copy.merge':
        return this.#recover(command, input);
      case 'attachment.begin':
        this.#upload = { ...(input as Omit<KeptAttachment, 'sha256'>), sha256: 'a'.repeat(64) };
        return { upload: '8c6f9c1e-6f0f-4c57-9d0a-0d6c3f1f2b11' };
      case 'attachment.append':
        return { received: this.#upload?.bytes ?? 0 };
      case 'attachment.keep':
        return this.#upload;
      case 'attachment.read':
        return { content: btoa('kept'), bytes: 4 };
      case 'brief.render':
      case 'page.render':
        this.exports.push([command, input]);
        return { mediaType: 'text/plain', encoding: 'text', content: 'A file.' } satisfies ExportedFile;
      case 'change.undo':
        return this.#turn(this.#done, this.#undone);
      case 'change.redo':
        return this.#turn(this.#undone, this.#done);
      case 'figure.render':
        this.figures.push(input as FigureRequest);
        return this.drawFigure(input as FigureRequest);
      default:
        throw new ParleyError({ code: 'usage', message: `There is no command named "${command}".` });
    }
  };

  #recover(command: 'backup.restore' | 'copy.read' | 'copy.merge', input: unknown): unknown {
    this.recoveries.push([command, input]);
    if (this.refusal !== null) {
      const { refusal } = this;
      this.refusal = null;
      throw refusal;
    }
    if (command === 'copy.read') return this.proposal;
    return command === 'copy.merge' ? this.merged : { path: this.backups.path, setAside: null, isUndoable: true };
  }

  #readHistory({ record, before, limit }: CommandInput<'history.read'>): HistoryStretch {
    const { dossier } = this;
    if (dossier === null) throw new ParleyError({ code: 'no-dossier', message: 'No dossier is open.' });
    const steps = this.#journal
      .map((change, index) => ({ sequence: index + 1, kind: 'edit' as const, change }))
      .filter(({ sequence, change }) => {
        const isOf = record === null || change.edits.some(({ id }) => id === record.id);
        return isOf && (before === null || sequence < before);
      })
      .toReversed();
    const shown = steps.slice(0, limit);
    const next = steps.length > limit ? (shown.at(-1)?.sequence ?? null) : null;
    return { entries: shown.map((step) => describeStep(step, dossier, record)), next };
  }

  #turn(from: Change[], to: Change[]): Committed {
    const change = from.pop();
    if (change === undefined) throw new ParleyError({ code: 'nothing-to-undo', message: 'There is nothing to undo.' });
    return this.#commit(invertChange(change, change), to);
  }

  #commit(change: Change, stack: Change[]): Committed {
    if (this.refusal !== null) {
      const { refusal } = this;
      this.refusal = null;
      throw refusal;
    }
    if (this.dossier === null) throw new ParleyError({ code: 'no-dossier', message: 'No dossier is open.' });
    checkChange(this.dossier, change.edits);
    this.dossier = applyChange(this.dossier, change);
    stack.push(change);
    this.#journal.push(change);
    this.#sequence += 1;
    const committed = { sequence: this.#sequence, steps: this.#steps };
    this.announce({ name: 'dossier.changed', change, ...committed });
    return committed;
  }

  #session(): Session {
    const dossier: OpenDossier | null =
      this.dossier === null
        ? null
        : {
            path: '/dossiers/trial',
            access: this.access,
            isDamaged: this.isDamaged,
            snapshot: toSnapshot(this.dossier, this.#sequence),
            steps: this.#steps,
            remarks: [],
          };
    return { version: '0.0.0', today: '2025-12-02', settings, recent: [], dossier, failure: this.failure };
  }
}

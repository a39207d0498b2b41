import { toFault } from '#api/answer';
import type { Committed, Handlers, Notice, OpenDossier, OpenFailure } from '#api/contract';
import { parseDay } from '#core/dates/calendar-day';
import { readEdit } from '#core/dossier/read-edit';
import { beyondReading, ParleyError } from '#core/parley-error';
import { checkedAttachment, keepAttachment, readAttachment, Uploads } from '#host/attachments';
import { CurrentDossier, outsideBackupsIn } from '#host/current-dossier';
import { nodeDisk, type Disk } from '#host/disk';
import { createDossierFolder } from '#host/dossier-folder';
import type { CommittedChange, Signature } from '#host/dossier-store';
import { readHistoryPage, readRecordAt } from '#host/history-page';
import { KeptDrafts } from '#host/kept-drafts';
import { CopyMerges } from '#host/merge-copy';
import { wholePath } from '#host/folder-paths';
import { renderPage } from '#host/page/render-page';
import { Works } from '#host/works';
import { ReaderData } from '#host/reader-data';
import { findBackups } from '#host/recovery';
import { RecoveryDesk } from '#host/recovery-desk';
import { restoredInWords } from '#host/restore';
import { ownSample } from '#host/sample';
import { seenFrom } from '#host/seen-from';

/** What a shell gives the application. */
export interface ApplicationOptions {
  /** The user's data folder, see `userDataFolder`. */
  readonly userData: string;
  /** The folder of the sample dossier as it ships; it is only read. */
  readonly sampleFolder: string;
  /** The template of an interactive page, as the build wrote it. */
  readonly pageTemplate: string;
  /** The day that counts as today, such as 2025-12-02; null leaves it to the clock. */
  readonly today: string | null;
  readonly version: string;
  /** Hears what a person need not see and a bug report should have. */
  readonly log: (message: string) => void;
  readonly now?: () => Date;
  readonly disk?: Disk;
}

/** Parley without a window: one open dossier, the reader's settings, and a handler for every command. */
export interface Application {
  readonly handlers: Handlers;
  /** Calls back with each notice, in order; returns a function that stops it. */
  onNotice(listener: (notice: Notice) => void): () => void;
  /**
   * Opens what a start is to show: the dossier at `path`; without one the dossier that was open last; without that the
   * reader's own copy of the sample. Answers why it could not, which the session then also says; null when it could.
   * What was named must open, unless a backup may stand in for it: otherwise this throws.
   */
  openInitial(path: string | null, acceptOutsideChanges?: boolean): Promise<ParleyError | null>;
  /** The path of one of the open dossier's offline copies, once its content was checked; throws as that check does. */
  attachmentPath(sha256: string): Promise<string>;
  /** Compacts the open dossier and lets it go. Every edit is on disk before this, also when it is never called. */
  close(): Promise<void>;
}

/** Puts the application together; nothing is read before it is asked for. */
export function createApplication(options: ApplicationOptions): Application {
  const { userData, sampleFolder, pageTemplate, today, version, log } = options;
  const now = options.now ?? (() => new Date());
  const disk = options.disk ?? nodeDisk;
  const reader = new ReaderData(userData, now, disk);
  const uploads = new Uploads();
  const merges = new CopyMerges();
  const day = () => (today === null ? readersDay(now()) : parseDay(today));
  const listeners = new Set<(notice: Notice) => void>();
  let failure: OpenFailure | null = null;
  let opening: Promise<unknown> = Promise.resolve();

  // A notice follows the answer it goes with, so that a window knows its own edit before it hears of it.
  const announce = (notice: Notice) => {
    setImmediate(() => {
      for (const listener of listeners) listener(notice);
    });
  };
  const remark = (sentence: string) => {
    log(sentence);
    announce({ name: 'dossier.remarked', remark: sentence });
  };
  const drafts = new KeptDrafts(userData, { now, disk, remark });
  const works = new Works((work, step) => announce({ name: 'work.advanced', work, step }));
  const current = new CurrentDossier({
    userData,
    now,
    log: remark,
    disk,
    onAccessLost: (access) => announce({ name: 'dossier.access-changed', access }),
    onFollowed: ({ sequence, change, steps }) => announce({ name: 'dossier.changed', sequence, change, steps }),
    onDiverged: (path) => {
      open(path, () => Promise.resolve(path), false).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        announce({ name: 'dossier.access-changed', access: { mode: 'read-only', reason } });
      });
    },
  });

  const outside = outsideBackupsIn(userData);
  const recovery = new RecoveryDesk(current, outside);

  // A list that cannot be kept is no reason to refuse a dossier or an edit.
  const remember = (path: string, title: string) =>
    reader.remember(path, title).catch((error: unknown) => log(String(error)));

  const withReaderRemarks = async (dossier: OpenDossier): Promise<OpenDossier> => ({
    ...dossier,
    remarks: [...(await reader.remarks()), ...dossier.remarks],
  });

  // The first figure would wait for its fonts and words: they are made ready when the window has what it needs.
  const prepareFiguresSoon = () => {
    setTimeout(() => {
      import('#host/figure/render')
        .then(({ prepareFigures }) => prepareFigures(current.store.dossier, day()))
        .catch((error: unknown) => log(String(error)));
    }, prepareAfterMs).unref();
  };

  /** Opens one dossier at a time. A failure is kept for the session only where it leaves nothing open. */
  const open = (
    asked: string | null,
    find: () => Promise<string>,
    acceptOutsideChanges: boolean,
  ): Promise<OpenDossier> => {
    const opened = opening.then(async () => {
      try {
        const dossier = await withReaderRemarks(await current.open(await find(), acceptOutsideChanges));
        failure = null;
        await remember(dossier.path, dossier.snapshot.title);
        announce({ name: 'dossier.opened', dossier });
        prepareFiguresSoon();
        return dossier;
      } catch (error) {
        if (error instanceof ParleyError && current.describe() === null) {
          failure = { path: asked, fault: toFault(error), canRecover: await canRecover(asked, error, outside) };
        }
        throw error;
      }
    });
    opening = opened.catch(() => undefined);
    return opened;
  };

  const signature = async (): Promise<Signature> => ({
    at: now().toISOString(),
    author: (await reader.settings()).author,
  });
  const announced = async ({ sequence, change, steps }: CommittedChange): Promise<Committed> => {
    announce({ name: 'dossier.changed', sequence, change, steps });
    const renamed = change.edits.findLast((edit) => edit.collection === 'dossier');
    if (renamed !== undefined && current.path !== null) await remember(current.path, renamed.after.title);
    return { sequence, steps };
  };

  const handlers: Handlers = {
    'session.read': async () => {
      const dossier = current.describe();
      return {
        version,
        today,
        settings: await reader.settings(),
        recent: await reader.recent(),
        dossier: dossier === null ? null : await withReaderRemarks(dossier),
        failure,
      };
    },
    'recent.list': () => reader.recent(),
    'settings.put': async (changed) => {
      const settings = await reader.putSettings(changed);
      announce({ name: 'settings.changed', settings });
      return settings;
    },
    'dossier.open': ({ path, acceptOutsideChanges }) => open(path, () => Promise.resolve(path), acceptOutsideChanges),
    'dossier.create': ({ path, title }) => open(path, () => createDossierFolder(wholePath(path), title, disk), false),
    'dossier.open-sample': () => open(null, () => ownSample(sampleFolder, userData, disk), false),
    'backup.list': ({ path }) => recovery.list(path),
    'backup.read': ({ path, backup }) => recovery.read(path, backup),
    'backup.restore': async (order) => {
      const { author } = await reader.settings();
      const restored = await recovery.restore(order, { outside, author, now, disk, log, committed: announced });
      if (current.path !== restored.path || current.describe()?.isDamaged === true) {
        await open(restored.path, () => Promise.resolve(restored.path), false);
      }
      announce({ name: 'dossier.remarked', remark: restoredInWords(restored) });
      return restored;
    },
    'copy.read': async ({ from }) => {
      const source = 'upload' in from ? uploads.take(from.upload) : from;
      return await merges.propose(current.store, source);
    },
    'copy.merge': async ({ merge, choices }) => {
      const { store } = current;
      const sides = new Map(choices.map(({ key, side }) => [key, side]));
      return await merges.merge(store, merge, sides, async (label, edits) =>
        announced(await store.commit({ label, ...(await signature()), edits })),
      );
    },
    'change.commit': async ({ label, edits }) => {
      const { store } = current;
      return await announced(await store.commit({ label, ...(await signature()), edits: edits.map(readEdit) }));
    },
    'change.undo': async () => {
      const { store } = current;
      return await announced(await store.undo(await signature()));
    },
    'change.redo': async () => {
      const { store } = current;
      return await announced(await store.redo(await signature()));
    },
    'history.read': ({ record, before, limit }) => readHistoryPage(current.store, record, before, limit),
    'history.record': ({ record, sequence }) => readRecordAt(current.store, record, sequence),
    'draft.read': async () => (current.path === null ? [] : await drafts.read(current.path)),
    'draft.keep': async ({ id, draft }) => {
      if (current.path !== null) await drafts.keep(current.path, id, draft);
      return null;
    },
    'attachment.begin': (file) => Promise.resolve({ upload: uploads.begin(file) }),
    'attachment.append': ({ upload, content }) =>
      Promise.resolve({ received: uploads.append(upload, Buffer.from(content, 'base64')) }),
    'attachment.keep': ({ upload }) => keepAttachment(current.store, uploads.take(upload), now),
    'attachment.read': ({ sha256, offset }) => readAttachment(current.attachments, sha256, offset),
    'history.recorded': () => current.store.recordingDays(),
    'figure.render': ({ work: id, ...request }) =>
      works.run(id, async (work) => {
        const { store } = current;
        // Fonts and the PNG renderer are loaded when the first figure is asked for.
        const { dayKnownIn, renderFigure } = await import('#host/figure/render');
        const { dossier, today: from } = await seenFrom(store, dayKnownIn(store.dossier, request), day());
        return await renderFigure(dossier, request, from, work);
      }),
    'brief.render': ({ work: id, ...request }) =>
      works.run(id, async (work) => {
        const seen = await seenFrom(current.store, request.asKnownOn, day());
        const { renderBrief } = await import('#host/brief/render-brief');
        return await renderBrief(seen.dossier, request, seen.today, work);
      }),
    'page.render': ({ work: id, ...request }) =>
      works.run(id, async (work) => {
        const seen = await seenFrom(current.store, request.asKnownOn, day());
        await work.step('Writing the page');
        return await renderPage(seen.dossier, request, { today: seen.today, templatePath: pageTemplate, version });
      }),
    'work.cancel': ({ work }) => {
      works.cancel(work);
      return Promise.resolve(null);
    },
  };

  return {
    handlers,
    onNotice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async openInitial(path, acceptOutsideChanges = false) {
      const chosen = path ?? (await reader.recent())[0]?.path ?? null;
      const find = () => (chosen === null ? ownSample(sampleFolder, userData, disk) : Promise.resolve(chosen));
      try {
        await open(chosen, find, acceptOutsideChanges);
        return null;
      } catch (error) {
        if (!(error instanceof ParleyError) || (path !== null && failure?.canRecover !== true)) throw error;
        return error;
      }
    },
    attachmentPath: async (sha256) => await checkedAttachment(current.attachments, sha256),
    async close() {
      await opening;
      await current.close();
    },
  };
}

/** After this long an opened dossier has been sent and drawn. */
const prepareAfterMs = 2000;

/** Whether a backup may stand in for a dossier that could not be opened; never beside a link, which is refused anew. */
async function canRecover(path: string | null, { code }: ParleyError, outside: string): Promise<boolean> {
  if (path === null || !beyondReading.has(code)) return false;
  return await findBackups(path, outside).then(
    (backups) => backups.length > 0,
    (error: unknown) => {
      if (error instanceof ParleyError) return false;
      throw error;
    },
  );
}

/** UTC midnight of the day on the reader's own calendar and clock. */
function readersDay(instant: Date): number {
  return Date.UTC(instant.getFullYear(), instant.getMonth(), instant.getDate());
}

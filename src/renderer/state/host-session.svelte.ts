import { toError } from '#api/answer';
import type { Client } from '#api/client';
import type { Notice, OpenDossier, RecentDossier, Session, Settings } from '#api/contract';
import { parseDay } from '#core/dates/calendar-day';
import { problemInWords } from '#core/model/problems';
import { beyondReading, ParleyError } from '#core/parley-error';
import { messageOf } from '#renderer/state/error-message.ts';

/** Why a dossier could not be opened, and which, so that the reader can insist where that makes sense. */
export interface FailureNote {
  readonly message: string;
  readonly problems: readonly string[];
  /** The folder whose outside changes the reader may accept. */
  readonly acceptablePath: string | null;
  /** The folder whose backups may stand in for it. */
  readonly recoverablePath: string | null;
}

/** What the session needs of the window around it. */
export interface SessionSetting {
  readonly client: Client;
  /** Takes in the dossier that is open now, or that none is. */
  load(opened: OpenDossier | null): void;
  /** Hears what the host tells of the dossier and its menu. */
  receive(notice: Notice): void;
}

const defaultSettings: Settings = {
  theme: 'system',
  author: 'Reader',
  isAuthorSettled: true,
  isKeyShown: true,
  isRailFolded: false,
  tables: [],
};

/** What the host says of itself and its reader: whether it answers, the settings, the recent dossiers, the day. */
export class HostSession {
  readonly #setting: SessionSetting;
  #stopListening: (() => void) | null = null;
  /** The day that counts as today, as the session gives it; null until it is read. */
  #given = $state.raw<Pick<Session, 'today'> | null>(null);
  #recent = $state.raw<readonly RecentDossier[]>([]);
  #settings = $state.raw<Settings>(defaultSettings);
  #connection = $state<'starting' | 'live' | 'lost'>('starting');
  #failure = $state.raw<FailureNote | null>(null);
  #recoveryPath = $state<string | null>(null);
  #today = $state(readersDay());
  #instant = $state(Date.now());
  isBusy = $state(false);
  /** Why the reader's settings could not be kept; null when they were, or when the reader has read it. */
  settingsTrouble = $state<string | null>(null);

  constructor(setting: SessionSetting) {
    this.#setting = setting;
  }

  get isReady(): boolean {
    return this.#given !== null;
  }
  get connection(): 'starting' | 'live' | 'lost' {
    return this.#connection;
  }
  get settings(): Settings {
    return this.#settings;
  }
  get recent(): readonly RecentDossier[] {
    return this.#recent;
  }
  get failure(): FailureNote | null {
    return this.#failure;
  }
  /** The dossier that should be open, cannot be read, and may be recovered; null otherwise. */
  get recoveryPath(): string | null {
    return this.#recoveryPath;
  }
  /** The reader's calendar day, as a UTC midnight in milliseconds. */
  get today(): number {
    const given = this.#given?.today ?? null;
    return given === null ? this.#today : parseDay(given);
  }
  /** The instant by the clock, in milliseconds; null where the day was given. */
  get instant(): number | null {
    return (this.#given?.today ?? null) === null ? this.#instant : null;
  }

  /** Reads the session and listens from then on; also after the host was away. */
  async connect(): Promise<void> {
    const { client, load } = this.#setting;
    this.#stopListening ??= client.subscribe(
      (notice) => this.#receive(notice),
      () => this.#lose(),
    );
    try {
      const session = await client.call('session.read', {});
      this.#given = { today: session.today };
      this.#recent = session.recent;
      this.#settings = session.settings;
      this.#connection = 'live';
      this.#failure =
        session.failure === null ? null : describeFailure(session.failure.path, toError(session.failure.fault));
      this.#recoveryPath = session.failure?.canRecover === true ? session.failure.path : null;
      load(session.dossier);
    } catch {
      this.#connection = 'lost';
    }
  }

  /** The clock's word that a minute has passed, and so perhaps a day. */
  checkDay(): void {
    this.#today = readersDay();
    this.#instant = Date.now();
  }

  /** Opens a dossier; answers whether it is open. Otherwise `failure` says why not. */
  async open(path: string | null, command: () => Promise<OpenDossier>): Promise<boolean> {
    this.isBusy = true;
    this.#failure = null;
    try {
      this.#show(await command());
      return true;
    } catch (error) {
      this.#failure = describeFailure(path, error);
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  dismissFailure(): void {
    this.#failure = null;
    this.#recoveryPath = null;
  }

  async changeSettings(change: Partial<Settings>): Promise<void> {
    const before = this.#settings;
    this.#settings = { ...before, ...change };
    try {
      this.#settings = await this.#setting.client.call('settings.put', change);
      this.settingsTrouble = null;
    } catch (error) {
      this.#settings = before;
      this.settingsTrouble = messageOf(error);
    }
  }

  #show(opened: OpenDossier): void {
    this.#setting.load(opened);
    void this.#readRecent();
  }

  async #readRecent(): Promise<void> {
    try {
      this.#recent = await this.#setting.client.call('recent.list', {});
    } catch {
      this.#connection = 'lost';
    }
  }

  #receive(notice: Notice): void {
    if (notice.name === 'settings.changed') this.#settings = notice.settings;
    else if (notice.name === 'dossier.opened') {
      // Whatever could not be opened before, somebody has gone on from there.
      this.dismissFailure();
      this.#show(notice.dossier);
    } else this.#setting.receive(notice);
  }

  #lose(): void {
    this.#connection = 'lost';
    // A link that broke and mended may have missed changes, so everything is read again.
    void this.connect();
  }
}

function describeFailure(path: string | null, error: unknown): FailureNote {
  const refusal = error instanceof ParleyError ? error : null;
  return {
    message: messageOf(error),
    problems: refusal?.problems.map(problemInWords) ?? [],
    acceptablePath: refusal?.code === 'foreign-change' ? path : null,
    recoverablePath: refusal !== null && beyondReading.has(refusal.code) ? path : null,
  };
}

// The one place that asks the machine's own time zone: which calendar day it is where the reader sits.
function readersDay(): number {
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
}

import { join } from 'node:path';
import * as v from 'valibot';
import { Settings, type commands } from '#api/contract';
import { ParleyError } from '#core/parley-error';
import type { Disk } from '#host/disk';
import { readKept, writeKept, type KeptValue } from '#host/kept-file';
import { RecentList, withRecent } from '#host/recent';
import { defaultSettings } from '#host/settings';

/** The file may be another version's: what that one kept besides is passed over, and the rest holds. */
const SettingsFile = v.object(Settings.entries);

type FileName = 'settings' | 'recent';

/** What the reader chose and opened lately, kept in the user's data folder and read when it is first asked for. */
export class ReaderData {
  readonly #folder: string;
  readonly #now: () => Date;
  readonly #disk: Disk;
  #loaded: Promise<void> | null = null;
  #settings: Settings = defaultSettings();
  #recent: RecentList = [];
  #remarks: string[] = [];
  /** Why a file could not be read; it is then not written over. */
  readonly #unread = new Map<FileName, ParleyError>();

  constructor(folder: string, now: () => Date, disk: Disk) {
    this.#folder = folder;
    this.#now = now;
    this.#disk = disk;
  }

  async settings(): Promise<Settings> {
    await this.#load();
    return this.#settings;
  }

  /** The dossiers that were open lately, the last first. */
  async recent(): Promise<RecentList> {
    await this.#load();
    return this.#recent;
  }

  /** What was wrong with the files, as sentences. */
  async remarks(): Promise<readonly string[]> {
    await this.#load();
    return this.#remarks;
  }

  /** Changes the settings that are given; throws `disk` when they cannot be kept, and then nothing changed. */
  async putSettings(changed: v.InferOutput<(typeof commands)['settings.put']['input']>): Promise<Settings> {
    await this.#load();
    const settings = v.parse(Settings, { ...this.#settings, ...changed });
    await this.#write('settings', settings);
    this.#settings = settings;
    return settings;
  }

  /** Puts a dossier at the head of the recent ones; throws `disk`. */
  async remember(path: string, title: string): Promise<void> {
    await this.#load();
    const recent = withRecent(this.#recent, path, title);
    await this.#write('recent', recent);
    this.#recent = recent;
  }

  #load(): Promise<void> {
    this.#loaded ??= this.#read();
    return this.#loaded;
  }

  async #read(): Promise<void> {
    this.#settings = (await this.#take('settings', SettingsFile)) ?? this.#settings;
    this.#recent = (await this.#take('recent', RecentList)) ?? this.#recent;
  }

  /** Settings that cannot be read are a pity, not a reason to show no dossier: a remark says so. */
  async #take<S extends v.GenericSchema>(name: FileName, schema: S): Promise<v.InferOutput<S> | null> {
    let kept: KeptValue<v.InferOutput<S>>;
    try {
      kept = await readKept(this.#pathOf(name), schema, this.#now(), this.#disk);
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      this.#unread.set(name, error);
      kept = { value: null, remark: error.message };
    }
    if (kept.remark !== null) this.#remarks.push(kept.remark);
    return kept.value;
  }

  async #write(name: FileName, value: unknown): Promise<void> {
    const trouble = this.#unread.get(name);
    if (trouble !== undefined) throw trouble;
    await writeKept(this.#pathOf(name), value, this.#disk);
  }

  #pathOf(name: FileName): string {
    return join(this.#folder, `${name}.json`);
  }
}

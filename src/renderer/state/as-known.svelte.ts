import type { Client } from '#api/client';
import { dayMs } from '#core/dates/calendar-day';
import { recordedOn, type RecordingDays } from '#core/dossier/recording';
import type { Dossier } from '#core/model/dossier';
import { asKnownOn } from '#core/query/as-known-on';
import { daysOfReports } from '#core/query/report-days';
import { messageOf } from '#renderer/state/error-message.ts';

/** What looking back needs of the window around it. */
export interface LookingBack {
  readonly client: Client;
  /** The dossier as it is on disk. */
  dossier(): Dossier | null;
  /** The reader's own day, as a UTC midnight in milliseconds. */
  today(): number;
  /** Goes on once no form stands open. */
  whenSettled(proceed: () => void): void;
  /** Hears that the window begins to look back. */
  onenter(): void;
}

const noHistory: RecordingDays = { since: null, days: [] };

/** The window as someone could have known the dossier on an earlier day: which day, and the dossier of that day. */
export class AsKnown {
  readonly #around: LookingBack;
  #day = $state<number | null>(null);
  #recording = $state.raw<RecordingDays>(noHistory);
  #recordingOf: Dossier | null = null;
  #trouble = $state<string | null>(null);

  constructor(around: LookingBack) {
    this.#around = around;
  }

  /** The day that is looked back to; null while the window shows what is known today. */
  get day(): number | null {
    return this.#day;
  }

  /** Why the history does not say when undated reports were recorded; they then count from today. */
  get trouble(): string | null {
    return this.#trouble;
  }

  readonly #recordedOn = $derived.by(() => recordedOn(this.#recording, this.#around.today()));

  readonly dossier: Dossier | null = $derived.by(() =>
    this.#day === null ? this.#around.dossier() : this.dossierOn(this.#day),
  );

  /** The dossier as it was known on a day, which the window need not look back to; see `readHistory`. */
  dossierOn(day: number): Dossier | null {
    const dossier = this.#around.dossier();
    return dossier === null ? null : asKnownOn(dossier, day, this.#recordedOn);
  }

  /** The days before today on which a report came, in order. */
  readonly reportDays: readonly number[] = $derived.by(() => {
    const dossier = this.#around.dossier();
    if (dossier === null) return [];
    return daysOfReports(dossier, this.#recordedOn).filter((day) => day < this.#around.today());
  });

  /** Looks back to a day; today or later leads back to the present. */
  show(day: number): void {
    if (day >= this.#around.today()) this.leave();
    else if (this.#day !== null) this.#day = day;
    else this.#around.whenSettled(() => this.#enter(day));
  }

  /** A day further back, or towards today. */
  step(days: 1 | -1): void {
    this.show((this.#day ?? this.#around.today()) + days * dayMs);
  }

  /** To the nearest day before or after on which a report came; after the last one, to today. */
  stepToReport(direction: 1 | -1): void {
    const at = this.#day ?? this.#around.today();
    const day =
      direction === -1
        ? this.reportDays.findLast((each) => each < at)
        : (this.reportDays.find((each) => each > at) ?? this.#around.today());
    if (day !== undefined) this.show(day);
  }

  leave(): void {
    this.#day = null;
  }

  /** Reads anew when undated reports were recorded, where that may have changed and some day is looked back to. */
  async refresh(): Promise<void> {
    const views = this.#around.dossier()?.views.values() ?? [];
    if (this.#day !== null || [...views].some(({ asKnownOn }) => asKnownOn !== null)) await this.readHistory();
  }

  /** Reads when undated reports were recorded, for a look back at any day. */
  async readHistory(): Promise<void> {
    const dossier = this.#around.dossier();
    if (dossier === null || dossier === this.#recordingOf) return;
    this.#recordingOf = dossier;
    try {
      this.#recording = await this.#around.client.call('history.recorded', {});
      this.#trouble = null;
    } catch (error) {
      this.#recording = noHistory;
      this.#recordingOf = null;
      this.#trouble = messageOf(error);
    }
  }

  #enter(day: number): void {
    this.#around.onenter();
    this.#day = day;
    void this.refresh();
  }
}

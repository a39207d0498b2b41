// A page that reloads is away for a moment; one that is away for longer was closed.
const absenceLimitMs = 5_000;

// A browser that was running already opens the window itself, and needs a moment after the one that was started ended.
const arrivalLimitMs = 15_000;

/** How a run is told to end from outside. */
export const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** When a run of the browser shell ends: on a signal, or once the window that it opened was closed. */
export class Ending {
  readonly come: Promise<'signal' | 'window-closed'>;
  #endBySignal: () => void = () => undefined;
  #endByWindow: () => void = () => undefined;
  #isFollowing = false;
  #hasSeenWindow = false;
  #absence: NodeJS.Timeout | undefined;

  constructor() {
    this.come = new Promise((resolve) => {
      this.#endBySignal = () => resolve('signal');
      this.#endByWindow = () => resolve('window-closed');
    });
    for (const signal of endSignals) process.once(signal, this.#endBySignal);
  }

  get hasSeenWindow(): boolean {
    return this.#hasSeenWindow;
  }

  /** Whether the run ends when no window has been connected for a while, once there has been one. */
  followWindows(isFollowing: boolean): void {
    this.#isFollowing = isFollowing;
  }

  /** Hears how many windows are connected. */
  seeWindows(count: number): void {
    clearTimeout(this.#absence);
    if (count > 0) this.#hasSeenWindow = true;
    else if (this.#isFollowing) this.#absence = setTimeout(this.#endByWindow, absenceLimitMs);
  }

  /** Hears that the browser has ended well: if no window ever came, it was closed before it could connect. */
  seeBrowserEnd(): void {
    if (this.#isFollowing && !this.#hasSeenWindow) this.#absence = setTimeout(this.#endByWindow, arrivalLimitMs);
  }

  /** Forgets the run; what is heard of it later keeps nothing waiting. */
  dispose(): void {
    this.#isFollowing = false;
    clearTimeout(this.#absence);
    for (const signal of endSignals) process.off(signal, this.#endBySignal);
  }
}

import type { FigureRequest, RenderedFigure } from '#api/contract';
import { messageOf } from '#renderer/state/error-message.ts';

/** After this long a person is told that something is being drawn. */
const slowMs = 200;
/** Long enough for a burst of changes to be drawn once, too short to be felt. */
const pauseMs = 30;

/** One figure after the other, asked of the host; the last asked for counts. */
export class FigureRendering {
  readonly #ask: (request: FigureRequest) => Promise<RenderedFigure>;
  #rendered = $state.raw<RenderedFigure | null>(null);
  #trouble = $state<string | null>(null);
  #isRendering = $state(false);
  #isSlow = $state(false);
  #wait: AbortController | null = null;

  constructor(ask: (request: FigureRequest) => Promise<RenderedFigure>) {
    this.#ask = ask;
  }

  get rendered(): RenderedFigure | null {
    return this.#rendered;
  }
  get trouble(): string | null {
    return this.#trouble;
  }
  get isRendering(): boolean {
    return this.#isRendering;
  }
  /** Whether it has taken long enough to say so. */
  get isSlow(): boolean {
    return this.#isSlow;
  }

  /** Renders a moment from now, unless called off before; answers what calls it off. */
  renderSoon(request: FigureRequest | null): () => void {
    if (request === null) return () => {};
    const timer = setTimeout(() => void this.render(request), this.#rendered === null ? 0 : pauseMs);
    return () => {
      clearTimeout(timer);
      this.cancel();
    };
  }

  /** Renders now, in place of what is being rendered; null when it was called off or failed, which `trouble` explains. */
  async render(request: FigureRequest): Promise<RenderedFigure | null> {
    this.cancel();
    const wait = new AbortController();
    this.#wait = wait;
    this.#isRendering = true;
    this.#trouble = null;
    const timer = setTimeout(() => (this.#isSlow = !wait.signal.aborted), slowMs);
    try {
      const rendered = await this.#ask(request);
      if (wait.signal.aborted) return null;
      this.#rendered = rendered;
      return rendered;
    } catch (error) {
      if (!wait.signal.aborted) this.#trouble = messageOf(error);
      return null;
    } finally {
      clearTimeout(timer);
      if (!wait.signal.aborted) this.cancel();
    }
  }

  /** Calls off what is being rendered; what was rendered before stays. */
  cancel(): void {
    this.#wait?.abort();
    this.#wait = null;
    this.#isRendering = false;
    this.#isSlow = false;
  }
}

import type { FigureRequest, RenderedFigure } from '#api/contract';
import { ParleyError } from '#core/parley-error';
import { messageOf } from '#renderer/state/error-message.ts';
import type { Work } from '#renderer/state/works.ts';

/** After this long a person is told that something is being drawn. */
const slowMs = 200;

type Ask = (request: FigureRequest, onstep: (step: string) => void) => Work<RenderedFigure>;

/** One figure after the other, asked of the host. */
export class FigureRendering {
  readonly #ask: Ask;
  #rendered = $state.raw<RenderedFigure | null>(null);
  #trouble = $state<string | null>(null);
  #step = $state<string | null>(null);
  #isSlow = $state(false);
  #work: Work<RenderedFigure> | null = $state.raw(null);
  #next: FigureRequest | null = null;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  get rendered(): RenderedFigure | null {
    return this.#rendered;
  }
  get trouble(): string | null {
    return this.#trouble;
  }
  get isRendering(): boolean {
    return this.#work !== null;
  }
  /** What is being done, where it has taken long enough to say so. */
  get step(): string | null {
    return this.#isSlow ? (this.#step ?? 'Drawing the figure') : null;
  }

  /** Renders a request now, or when what is being rendered is done: of those that come meanwhile, the last. */
  follow(request: FigureRequest | null): void {
    this.#next = request;
    if (this.#work === null) void this.#renderNext();
  }

  /** Renders now, in place of what is being rendered; null when it was called off or failed, which `trouble` explains. */
  async render(request: FigureRequest): Promise<RenderedFigure | null> {
    this.cancel();
    this.#trouble = null;
    const work = this.#ask(request, (step) => {
      if (this.#work === work) this.#step = step;
    });
    this.#work = work;
    const timer = setTimeout(() => (this.#isSlow = this.#work === work), slowMs);
    try {
      const rendered = await work.done;
      if (this.#work !== work) return null;
      this.#rendered = rendered;
      return rendered;
    } catch (error) {
      const isCalledOff = error instanceof ParleyError && error.code === 'cancelled';
      if (this.#work === work && !isCalledOff) this.#trouble = messageOf(error);
      return null;
    } finally {
      clearTimeout(timer);
      if (this.#work === work) this.#end();
    }
  }

  /** Calls off what is being rendered and what was to follow; what was rendered before stays. */
  cancel(): void {
    this.#next = null;
    this.#work?.cancel();
    this.#end();
  }

  async #renderNext(): Promise<void> {
    for (let request = this.#next; request !== null; request = this.#next) await this.render(request);
  }

  #end(): void {
    this.#work = null;
    this.#step = null;
    this.#isSlow = false;
  }
}

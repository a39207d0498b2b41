const delayMs = 400;

/** Which event the pointer rests on, and where; known once it has rested there for 400 ms. */
export class Hover {
  #resting = $state.raw<{ readonly event: string; readonly x: number; readonly y: number } | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get resting() {
    return this.#resting;
  }

  /** The pointer came over an event, at a place in the window. */
  enter(event: string, x: number, y: number): void {
    this.leave();
    this.#timer = setTimeout(() => (this.#resting = { event, x, y }), delayMs);
  }

  /** The pointer left it, or does something else. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#resting = null;
  }
}

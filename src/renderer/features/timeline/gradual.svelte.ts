/** So many elements are made within a frame without its being felt. */
const portion = 24;

/**
 * Lets what is new on the canvas in by portions, one a frame: another level of detail brings a hundred labels at once, which
 * would hold up the frame that shows them all. What is gone goes at once, and the first picture comes whole.
 */
export class Gradual<T extends { readonly key: string }> {
  #shown: ReadonlySet<string> = new Set();
  #turn = $state(0);
  #isWaiting = false;

  /** Of all that is to be shown, what has its place in this frame; asks for the next one where that is not all. */
  take(all: readonly T[]): readonly T[] {
    void this.#turn;
    let room = this.#shown.size === 0 ? Infinity : portion;
    const taken = all.filter(({ key }) => this.#shown.has(key) || room-- > 0);
    this.#shown = new Set(taken.map(({ key }) => key));
    if (taken.length < all.length) this.#goOn();
    return taken;
  }

  #goOn(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    requestAnimationFrame(() => {
      this.#isWaiting = false;
      this.#turn += 1;
    });
  }
}

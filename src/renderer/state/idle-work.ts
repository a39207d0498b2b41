/** How long is worked at a stretch: of idle time, and where the window has been busy for `latestMs`. */
const idleMs = 8;
const busyMs = 4;
const latestMs = 1000;
const busyPauseMs = 200;

interface IdleWork {
  /** Does about half a millisecond of it; answers whether all is done. */
  step(): boolean;
  /** Hears after each stretch whether all is done. */
  onpause(isDone: boolean): void;
  /** While so, nothing is done: something moves on screen that would have to wait. */
  isBusy(): boolean;
}

/** Does long work a little at a time, whenever the window is idle. */
export function workWhenIdle(work: IdleWork): void {
  if (work.isBusy()) {
    setTimeout(() => workWhenIdle(work), busyPauseMs);
    return;
  }
  whenIdle((deadline) => {
    const start = performance.now();
    const spent = () => performance.now() - start;
    const hasTime = () => (deadline.didTimeout ? spent() < busyMs : spent() < idleMs && deadline.timeRemaining() > 1);
    let isDone = work.step();
    while (!isDone && hasTime()) isDone = work.step();
    work.onpause(isDone);
    if (!isDone) workWhenIdle(work);
  });
}

type Deadline = Pick<IdleDeadline, 'didTimeout' | 'timeRemaining'>;

function whenIdle(work: (deadline: Deadline) => void): void {
  // Not every engine has it, and the tests' has not.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: latestMs });
  else setTimeout(() => work({ didTimeout: true, timeRemaining: () => 0 }));
}

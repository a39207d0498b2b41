import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Ending } from '#cli/ending';

let ending: Ending;
let hasCome: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  ending = new Ending();
  hasCome = false;
  void ending.come.then(() => (hasCome = true));
});
afterEach(() => {
  ending.dispose();
  vi.useRealTimers();
});

describe('the browser shell', () => {
  it('ends when its window stays away, and not when that only reloads', async () => {
    ending.followWindows(true);
    ending.seeWindows(1);
    ending.seeWindows(0);
    await vi.advanceTimersByTimeAsync(4_000);
    ending.seeWindows(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hasCome).toBe(false);

    ending.seeWindows(0);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(hasCome).toBe(true);
  });

  it('does not end by itself when the reader opened the address', async () => {
    ending.seeWindows(1);
    ending.seeWindows(0);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(hasCome).toBe(false);
  });

  it('waits for a window that another browser process opens, but not for one that was closed at once', async () => {
    ending.followWindows(true);
    ending.seeBrowserEnd();
    await vi.advanceTimersByTimeAsync(14_000);
    expect(hasCome).toBe(false);
    ending.seeWindows(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hasCome).toBe(false);

    const other = new Ending();
    let hasOtherCome = false;
    void other.come.then(() => (hasOtherCome = true));
    other.followWindows(true);
    other.seeBrowserEnd();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(hasOtherCome).toBe(true);
    other.dispose();
  });
});

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
    expect(await ending.come).toBe('window-closed');
  });

  it('ends on a signal, and waits for nothing after it', async () => {
    ending.followWindows(true);
    process.emit('SIGTERM');
    expect(await ending.come).toBe('signal');
    ending.dispose();
    ending.seeWindows(0);
    ending.seeBrowserEnd();
    expect(vi.getTimerCount()).toBe(0);
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

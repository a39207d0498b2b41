import { describe, expect, it } from 'vitest';
import { dayMs } from '#core/dates/calendar-day';
import { brushBox, moveBrush, narrowestBrush } from '#core/timeline/brush';
import { timeScale } from '#core/timeline/scale';

const scale = timeScale({ from: 0, to: 1000 * dayMs }, 500);
const window = { from: 100 * dayMs, to: 300 * dayMs };

describe('the brush of the overview', () => {
  it('is true to the window', () => {
    expect(brushBox(window, scale)).toEqual({ left: 50, width: 100 });
  });

  it('is wide enough to grab, in the middle of a window that is too narrow', () => {
    expect(brushBox({ from: 499 * dayMs, to: 501 * dayMs }, scale)).toEqual({
      left: 250 - narrowestBrush / 2,
      width: narrowestBrush,
    });
  });

  it('stays in the overview when the window is beyond it', () => {
    expect(brushBox({ from: 2000 * dayMs, to: 2100 * dayMs }, scale)).toEqual({
      left: 500 - narrowestBrush,
      width: narrowestBrush,
    });
    expect(brushBox({ from: -dayMs, to: 2000 * dayMs }, scale)).toEqual({ left: 0, width: 500 });
  });

  it('moves whole by its body, and one end by a handle', () => {
    expect(moveBrush(window, 'body', dayMs, 0)).toEqual({ from: 101 * dayMs, to: 301 * dayMs });
    expect(moveBrush(window, 'from', dayMs, 0)).toEqual({ from: 101 * dayMs, to: 300 * dayMs });
    expect(moveBrush(window, 'to', -dayMs, 0)).toEqual({ from: 100 * dayMs, to: 299 * dayMs });
  });

  it('never turns inside out', () => {
    expect(moveBrush(window, 'from', 900 * dayMs, dayMs)).toEqual({ from: 299 * dayMs, to: 300 * dayMs });
    expect(moveBrush(window, 'to', -900 * dayMs, dayMs)).toEqual({ from: 100 * dayMs, to: 101 * dayMs });
  });
});

import { describe, expect, it } from 'vitest';
import { timeScale } from '#core/timeline/scale';

describe('the time scale', () => {
  it('spreads the window over the width', () => {
    const scale = timeScale({ from: 1000, to: 2000 }, 500);
    expect(scale.toPx(1000)).toBe(0);
    expect(scale.toPx(1500)).toBe(250);
    expect(scale.toPx(2000)).toBe(500);
    expect(scale.msPerPx).toBe(2);
  });

  it('goes on beyond the window on both sides', () => {
    const scale = timeScale({ from: 1000, to: 2000 }, 500);
    expect(scale.toPx(0)).toBe(-500);
    expect(scale.toMs(600)).toBe(2200);
  });

  it('refuses an empty window and an empty width', () => {
    expect(() => timeScale({ from: 5, to: 5 }, 100)).toThrow(RangeError);
    expect(() => timeScale({ from: 0, to: 5 }, 0)).toThrow(RangeError);
  });
});

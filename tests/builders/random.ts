/** A source of chance that gives the same run of choices for the same seed. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  fraction(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** One of some choices. */
  pick<T>(choices: readonly T[]): T;
  /** Some of the choices, at most `most`, each once, in their own order. */
  some<T>(choices: readonly T[], most: number): T[];
  /** True with a probability. */
  chance(probability: number): boolean;
}

const uint32 = 2 ** 32;

/** A generator seeded with a whole number. It mixes a counter with 32-bit multiplications, in the manner of mulberry32. */
export function seededRandom(seed: number): Random {
  let counter = seed >>> 0;
  const fraction = () => {
    counter = (counter + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(counter ^ (counter >>> 15), counter | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / uint32;
  };
  const whole = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1));
  const chance = (probability: number) => fraction() < probability;
  return {
    fraction,
    whole,
    chance,
    pick(choices) {
      const choice = choices[whole(0, choices.length - 1)];
      if (choice === undefined) throw new Error('There is nothing to pick from.');
      return choice;
    },
    some(choices, most) {
      const wanted = whole(0, Math.min(most, choices.length));
      const picked = new Set<number>();
      while (picked.size < wanted) picked.add(whole(0, choices.length - 1));
      return choices.filter((_, index) => picked.has(index));
    },
  };
}

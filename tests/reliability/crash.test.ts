import { describe, expect, it } from 'vitest';
import { triesOf } from './harness/counts';
import { killAgainAndAgain } from './harness/kills';
import { workloads } from './harness/plain-model';
import { tell } from './harness/tell';

describe.each(workloads)('a process killed at any moment: %s', (workload) => {
  it('has every acknowledged edit on disk, and none by halves', async () => {
    const kills = triesOf('kills');
    const { acknowledged, ahead, faults } = await killAgainAndAgain(workload, kills);
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThan(kills / 5);
    tell(
      `${workload}: ${kills} kills, ${acknowledged} acknowledgements, 0 lost, ${ahead} kept before being acknowledged`,
    );
  });
});

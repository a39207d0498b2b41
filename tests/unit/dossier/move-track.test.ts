import { describe, expect, it } from 'vitest';
import { applyChange } from '#core/dossier/apply';
import { moveTrackPast } from '#core/dossier/move-track';
import { tracksInOrder } from '#core/query/lanes';
import { buildDossier } from '../../builders/dossier';
import { buildTrack } from '../../builders/records';

const tracks = ['a', 'b', 'c', 'd'].map((id, index) => buildTrack({ id, order: index + 1 }));
const dossier = buildDossier({ tracks });

function orderAfter(id: string, other: string): string {
  const moved = applyChange(dossier, { edits: moveTrackPast(dossier, id, other) });
  return tracksInOrder(moved)
    .map((track) => track.id)
    .join('');
}

describe('a track that is moved', () => {
  it('comes to stand on the other side of its neighbour, or of one further off', () => {
    expect(orderAfter('b', 'a')).toBe('bacd');
    expect(orderAfter('b', 'c')).toBe('acbd');
    expect(orderAfter('d', 'a')).toBe('dabc');
    expect(orderAfter('a', 'c')).toBe('bcad');
  });

  it('leaves alone the tracks that stay where they are', () => {
    expect(moveTrackPast(dossier, 'b', 'a').map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('gets an order of its own where several shared one', () => {
    const alike = buildDossier({ tracks: tracks.map((track) => ({ ...track, order: 0 })) });
    const moved = applyChange(alike, { edits: moveTrackPast(alike, 'd', 'c') });
    expect(tracksInOrder(moved).map(({ id, order }) => `${id}${order}`)).toEqual(['a1', 'b2', 'd3', 'c4']);
  });
});

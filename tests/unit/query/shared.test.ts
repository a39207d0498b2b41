import { describe, expect, it } from 'vitest';
import { sharedBy } from '#core/query/shared';
import { buildCitation, buildClaim, buildEvent, buildMeeting } from '../../builders/records';

const claims = [buildClaim({ id: 'c', citations: [buildCitation({ source: 'agency' })] })];

describe('what events share', () => {
  it('is what every one of them says, and null where they differ', () => {
    const one = buildMeeting({
      id: 'one',
      tags: ['a', 'b'],
      tracks: ['t'],
      claims,
      participants: [
        { actor: 'envoy', role: 'host' },
        { actor: 'minister', role: 'participant' },
      ],
    });
    const two = buildEvent({
      kind: 'statement',
      id: 'two',
      tags: ['b', 'c'],
      tracks: ['t'],
      claims,
      participants: [{ actor: 'envoy', role: 'speaker' }],
    });
    expect(sharedBy([one, two])).toEqual({
      kind: null,
      date: '2025-10-24',
      importance: 3,
      place: null,
      tracks: ['t'],
      tags: ['b'],
      participants: [{ actor: 'envoy', role: null }],
      sources: ['agency'],
    });
  });
});

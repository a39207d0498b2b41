import { describe, expect, it } from 'vitest';
import { parseDay } from '#core/dates/calendar-day';
import { noFilters } from '#core/model/view';
import { countPassing } from '#core/query/filter';
import { eventsOfView, findView, viewsInOrder } from '#core/query/view';
import { buildDossier } from '../../builders/dossier';
import { buildEvent, buildMeeting, buildView } from '../../builders/records';

const today = parseDay('2025-12-02');
const dossier = buildDossier({
  events: [
    buildMeeting({ id: 'second', date: '2025-11' }),
    buildMeeting({ id: 'first', date: '2025-10-24' }),
    buildEvent({ kind: 'sanction', id: 'freeze' }),
  ],
  views: [
    buildView({ id: 'all', name: 'Everything', order: 2 }),
    buildView({ id: 'met', name: 'Rencontres à Miami', order: 1, filters: { ...noFilters, kinds: ['meeting'] } }),
  ],
});

describe('saved views', () => {
  it('stand in the order of their reader', () => {
    expect(viewsInOrder(dossier).map(({ id }) => id)).toEqual(['met', 'all']);
  });

  it('are found by id, by name, and by a name without its accents', () => {
    for (const name of ['met', 'Rencontres à Miami', 'rencontres a miami']) {
      expect(findView(dossier, name).id).toBe('met');
    }
  });

  it('are named when none is found', () => {
    expect(() => findView(dossier, 'gone')).toThrow('This dossier has: "Rencontres à Miami", "Everything".');
    expect(() => findView(buildDossier(), 'gone')).toThrow('This dossier has none');
  });

  it('show their events in order of time, and count them', () => {
    const view = findView(dossier, 'met');
    expect(eventsOfView(view, dossier, today).map(({ id }) => id)).toEqual(['first', 'second']);
    expect(countPassing(view.filters, dossier, today)).toBe(2);
  });
});

import { dateStep } from '#core/dates/shift-date';
import { isDerived } from '#core/model/deadline-rule';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { restLaneId } from '#core/query/lanes';
import { ruleInWords } from '#core/timeline/rule-words';

/** What moves when an event is moved in time, or why nothing does. */
export type Movable =
  { readonly canMove: true; readonly edtf: string } | { readonly canMove: false; readonly because: string };

/**
 * The date by which an event is moved: when a deadline is due, the date of any other. A deadline that is worked out from a
 * rule has none, for it moves with its anchor.
 */
export function movableDate(event: DossierEvent, dossier: Dossier): Movable {
  if (event.kind === 'deadline' && isDerived(event.rule)) {
    const anchor = dossier.events.get(event.rule.from.event);
    const name = anchor === undefined ? '' : ` of “${anchor.label ?? anchor.title}”`;
    return { canMove: false, because: `Set by its rule, ${ruleInWords(event.rule)}${name}: it moves with that.` };
  }
  const edtf = event.kind === 'deadline' && !isDerived(event.rule) ? event.rule.on : event.date;
  if (edtf === null) return { canMove: false, because: 'It has no date to move: give it one in its form.' };
  if (dateStep(edtf) === null)
    return { canMove: false, because: 'Its date has no step to move by: change it in its form.' };
  return { canMove: true, edtf };
}

/** An event with another date in the place of the one that `movableDate` gave. */
export function withDate(event: DossierEvent, edtf: string): DossierEvent {
  return event.kind === 'deadline' ? { ...event, rule: { on: edtf } } : { ...event, date: edtf };
}

/** An event taken from the lane of one track into that of another; the last lane stands for no track. */
export function withTrack(event: DossierEvent, from: string, to: string): DossierEvent {
  if (from === to) return event;
  if (to === restLaneId) return { ...event, tracks: event.tracks.filter((track) => track !== from) };
  const tracks = event.tracks.includes(from)
    ? event.tracks.map((track) => (track === from ? to : track))
    : [...event.tracks, to];
  return { ...event, tracks: [...new Set(tracks)] };
}

import { blankFigure } from '#core/figure/figure-input';
import type { Actor } from '#core/model/actor';
import { blankActor, blankEvent, blankSource, blankTrack } from '#core/model/blank';
import type { Citation, Claim } from '#core/model/claim';
import type { DossierEvent, EventKind } from '#core/model/event';
import type { Source } from '#core/model/source';
import type { Track } from '#core/model/track';
import { type Figure, noFilters, type View } from '#core/model/view';

/** The fields of an event of one kind that a test wants to say; the others take valid defaults. */
type EventFields<K extends EventKind> = { kind: K } & Partial<Omit<Extract<DossierEvent, { kind: K }>, 'kind'>>;

/** An event on 24 October 2025; a deadline is due on 1 December 2025. Its title is its id unless the test says otherwise. */
export function buildEvent<K extends EventKind>(fields: EventFields<K>): Extract<DossierEvent, { kind: K }> {
  const id = fields.id ?? 'event';
  const blank = blankEvent(fields.kind, id);
  const rule = fields.kind === 'deadline' ? { rule: { on: '2025-12-01' } } : {};
  const date = fields.undated === undefined || fields.undated === null ? '2025-10-24' : null;
  return { ...blank, title: id, date, ...rule, ...fields };
}

/** A meeting; most tests need an event of no particular kind. */
export function buildMeeting(fields: Partial<Omit<EventFields<'meeting'>, 'kind'>> = {}) {
  return buildEvent({ kind: 'meeting', ...fields });
}

/** A person named after their id. */
export function buildActor(fields: Partial<Actor> = {}): Actor {
  const id = fields.id ?? 'actor';
  return { ...blankActor(id), name: id, ...fields };
}

/** A press article whose publisher is its own, so that two built sources are independent. */
export function buildSource(fields: Partial<Source> = {}): Source {
  const id = fields.id ?? 'source';
  return { ...blankSource(id), title: `Report by ${id}`, publisher: id, ...fields };
}

/** A track named after its id. */
export function buildTrack(fields: Partial<Track> = {}): Track {
  const id = fields.id ?? 'track';
  return { ...blankTrack(id), name: id, ...fields };
}

/** A view that shows everything by track. */
export function buildView(fields: Partial<View> = {}): View {
  const id = fields.id ?? 'view';
  return { id, name: id, order: 0, filters: noFilters, grouping: 'track', window: null, asKnownOn: null, ...fields };
}

/** A figure's fields that differ from a blank one. */
export type FigureFields = Partial<Omit<Figure, 'options'>> & { readonly options?: Partial<Figure['options']> };

/** A slide without wording of its own, with what is given in place of the rest. */
export function buildFigure({ options, ...fields }: FigureFields = {}): Figure {
  const id = fields.id ?? 'figure';
  const blank = blankFigure(id, id, 'slide');
  return { ...blank, ...fields, options: { ...blank.options, ...options } };
}

/** A source asserting something. */
export function buildCitation(fields: Partial<Citation> & Pick<Citation, 'source'>): Citation {
  return {
    stance: 'asserts',
    reported: null,
    locator: null,
    quote: null,
    note: null,
    credibility: null,
    derivedFrom: null,
    ...fields,
  };
}

/** A claim, cited to the sources given. */
export function buildClaim(fields: Partial<Claim> = {}): Claim {
  return { id: 'claim', text: 'It happened.', citations: [], ...fields };
}

import { placementOf } from '#core/dates/deadline';
import type { Citation, Claim } from '#core/model/claim';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Source } from '#core/model/source';
import type { ShownStanding } from '#core/model/view';
import { listInWords, outletOf } from '#core/query/vocabulary';
import { actorNames, placeOf, voiceInWords } from '#core/query/voice-words';
import { type Voice, type Voices, voicesOf } from '#core/query/voices';

/** How well a claim is supported, computed from its citations; in order of precedence. It never says "true". */
export type Standing = 'retracted' | 'disputed' | 'first-hand' | 'corroborated' | 'single-source' | 'unsourced';

/** The standing of one claim, with what gave it. */
export interface ClaimStanding {
  readonly standing: Standing;
  /** The group that filters, keys and glyphs show it as. */
  readonly shown: ShownStanding;
  /** The citations that gave it. */
  readonly citations: readonly Citation[];
  /** A sentence that says why. */
  readonly reason: string;
}

/** An event's standing, and the claim it was taken from; null when the event makes no claim. */
export interface EventStanding extends ClaimStanding {
  readonly claim: Claim | null;
}

/** How the event itself, its first claim, is supported, leaving disputes aside. */
export type Support = 'first-hand' | 'corroborated' | 'single-source' | 'unsourced';

const shownAs: Readonly<Record<Standing, ShownStanding>> = {
  retracted: 'retracted',
  disputed: 'disputed',
  'first-hand': 'confirmed',
  corroborated: 'confirmed',
  'single-source': 'reported',
  unsourced: 'unsourced',
};

/** The standing of one claim of an event. */
export function standingOfClaim(claim: Claim, event: DossierEvent, dossier: Dossier): ClaimStanding {
  const voices = voicesOf(claim, dossier.sources);
  const make = (standing: Standing, from: readonly Voice[], reason: string): ClaimStanding => {
    return { standing, shown: shownAs[standing], citations: from.map(({ citation }) => citation), reason };
  };
  const { supporting, opposing, retracting, independent } = voices;
  if (retracting.length > 0 && supporting.length === 0) {
    return make(
      'retracted',
      retracting,
      `Retracted: ${namesOf(retracting)} took it back, and no other source is left.`,
    );
  }
  if (opposing.length > 0)
    return make(
      'disputed',
      opposing,
      `Disputed: ${unique(opposing.map((voice) => voiceInWords(voice, dossier))).join('; ')}.`,
    );
  const firstHand = supporting.filter(({ source }) => isFirstHand(source, event));
  if (firstHand.length > 0) return make('first-hand', firstHand, firstHandReason(firstHand, event, dossier));
  if (independent.length > 1) {
    return make('corroborated', independent, corroboratedReason(voices));
  }
  if (independent.length === 1) return make('single-source', supporting, singleReason(voices));
  return make('unsourced', [], unsourcedReason(claim, voices));
}

interface Remembered {
  readonly actors: Dossier['actors'];
  /** Those of its claims. */
  readonly voices: readonly Voices[];
  readonly standing: EventStanding;
}

const remembered = new WeakMap<DossierEvent, Remembered>();

/**
 * The standing of an event: disputed if any of its claims is, otherwise that of its first claim. Remembered for as long
 * as the event, the sources that it cites and the actors stay the same.
 */
export function standingOfEvent(event: DossierEvent, dossier: Dossier): EventStanding {
  const { sources, actors } = dossier;
  const known = remembered.get(event);
  if (known?.actors === actors && hasVoices(event, known.voices, sources)) return known.standing;
  const standing = computeEventStanding(event, dossier);
  remembered.set(event, { actors, voices: voicesOfEvent(event, sources), standing });
  return standing;
}

/** What the sources say of each claim of an event. */
export function voicesOfEvent({ claims }: DossierEvent, sources: Dossier['sources']): Voices[] {
  return claims.map((claim) => voicesOf(claim, sources));
}

/** Whether these are still what the sources say of an event. */
export function hasVoices({ claims }: DossierEvent, voices: readonly Voices[], sources: Dossier['sources']): boolean {
  return claims.every((claim, index) => voicesOf(claim, sources) === voices[index]);
}

/** How the event itself is supported, whether or not it is disputed. */
export function supportOfEvent(event: DossierEvent, dossier: Pick<Dossier, 'sources'>): Support {
  const [claim] = event.claims;
  if (claim === undefined) return 'unsourced';
  const { supporting, independent } = voicesOf(claim, dossier.sources);
  if (supporting.some(({ source }) => isFirstHand(source, event))) return 'first-hand';
  if (independent.length > 1) return 'corroborated';
  return independent.length === 1 ? 'single-source' : 'unsourced';
}

/**
 * Whether an event is still ahead on the day `today` (UTC midnight in milliseconds): it has not happened and has no date,
 * it is a deadline that waits on something, or it begins after today.
 */
export function isPlanned(event: DossierEvent, dossier: Pick<Dossier, 'events'>, today: number): boolean {
  const placement = placementOf(event, dossier.events);
  if (placement === null) return event.kind === 'deadline' || event.undated === 'not-yet';
  const { from } = placement.span;
  return from !== null && from > today;
}

function computeEventStanding(event: DossierEvent, dossier: Dossier): EventStanding {
  const [first] = event.claims;
  if (first === undefined) {
    const reason = 'Unsourced: no claim with a source is recorded.';
    return { standing: 'unsourced', shown: 'unsourced', citations: [], reason, claim: null };
  }
  const standings = event.claims.map((claim) => ({ ...standingOfClaim(claim, event, dossier), claim }));
  const [own, ...others] = standings as [EventStanding, ...EventStanding[]];
  if (own.standing === 'disputed') return own;
  const disputed = others.find(({ standing }) => standing === 'disputed');
  if (disputed === undefined) return own;
  const inPart = disputed.reason.replace(/^Disputed:/, 'Disputed in part:');
  return { ...disputed, reason: `${inPart} The claim: ${disputed.claim?.text ?? ''}` };
}

/** Whether a source speaks for the event's issuer, speaker or drafter. */
export function isFirstHand(source: Source, event: DossierEvent): boolean {
  return authorsAmong(source, event).length > 0;
}

// Whose own words make a claim first-hand.
const authorRoles: ReadonlySet<string> = new Set(['issuer', 'speaker', 'drafter']);

/** The event's issuers, speakers and drafters for whom a source speaks. */
function authorsAmong(source: Source, event: DossierEvent): string[] {
  return event.participants
    .filter(({ actor, role }) => authorRoles.has(role) && source.speaksFor.includes(actor))
    .map(({ actor }) => actor);
}

/** "Kirill Dmitriev’s own words (Axios)"; an official record is called one. */
function firstHandReason(voices: readonly Voice[], event: DossierEvent, dossier: Dossier): string {
  const phrases = voices.map(({ source }) => {
    const authors = listInWords(actorNames(unique(authorsAmong(source, event)), dossier));
    const what = source.origin === 'official' ? `an official record of ${authors}` : `${authors}’s own words`;
    return `${what} (${placeOf(source, authors)})`;
  });
  return `First-hand: ${unique(phrases).join('; ')}.`;
}

/** "Corroborated: Reuters and CBS News assert it independently; nobody disputes it." */
function corroboratedReason({ independent, secondaryOpposing }: Voices): string {
  const verb = independent.every(({ citation }) => citation.stance === 'confirms') ? 'confirm' : 'assert';
  const objection =
    secondaryOpposing.length === 0
      ? 'nobody disputes it'
      : `only secondary analysis disputes it (${namesOf(secondaryOpposing)}), which does not count`;
  return `Corroborated: ${namesOf(independent)} ${verb} it independently; ${objection}.`;
}

function singleReason({ supporting, independent }: Voices): string {
  const names = unique(independent.map(({ source }) => outletOf(source)));
  const echoes = unique(supporting.map(({ source }) => outletOf(source))).filter((name) => !names.includes(name));
  if (echoes.length === 0) return `Reported by ${listInWords(names)} only.`;
  return `Reported by ${listInWords(names)} only; ${listInWords(echoes)} ${echoes.length === 1 ? 'is' : 'are'} not independent of it.`;
}

function unsourcedReason(claim: Claim, { secondary }: Voices): string {
  if (claim.citations.length === 0) return 'Unsourced: no source is cited.';
  if (secondary.length === 0) return 'Unsourced: none of the sources cited asserts it.';
  return `Unsourced: only secondary analysis carries it (${namesOf(secondary)}), which does not count.`;
}

function namesOf(voices: readonly Voice[]): string {
  return listInWords(unique(voices.map(({ source }) => outletOf(source))));
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

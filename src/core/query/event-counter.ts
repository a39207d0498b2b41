import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Fact } from '#core/query/facts';

/** One filter that restricts something. */
export interface Restriction<N extends string> {
  readonly name: N;
  readonly matches: (fact: Fact) => boolean;
}

/** What options are counted for a filter: the values that an event has of it. */
export interface Tally<N extends string> {
  readonly name: N;
  readonly valuesOf: (fact: Fact) => readonly unknown[];
}

// What became of an event: it passes, more than one filter keep it out, or the restriction of a position alone does.
const passes = -1;
const out = -2;

/**
 * Counts events behind filters and their options, and follows a dossier from one state to the next: what is the same costs
 * a glance, and only what has changed is counted anew.
 */
export class EventCounter<N extends string> {
  readonly #restrictions: readonly Restriction<N>[];
  readonly #tallies: readonly (Tally<N> & { readonly counts: Map<unknown, number> })[];
  #events: Dossier['events'] = new Map();
  #facts: readonly Fact[] = [];
  #outcomes: Int16Array = new Int16Array();
  #passing = 0;

  constructor(restrictions: readonly Restriction<N>[], tallies: readonly Tally<N>[]) {
    this.#restrictions = restrictions;
    this.#tallies = tallies.map((tally) => ({ ...tally, counts: new Map() }));
  }

  /** How many events pass. */
  get passing(): number {
    return this.#passing;
  }

  /** The events that pass, in stored order. */
  passingEvents(): DossierEvent[] {
    const events: DossierEvent[] = [];
    for (const [index, { event }] of this.#facts.entries()) if (this.#outcomes[index] === passes) events.push(event);
    return events;
  }

  /** How many events an option of a filter would show, given all the other filters. */
  countOf(name: N, value: unknown): number {
    return this.#tallies.find((tally) => tally.name === name)?.counts.get(value) ?? 0;
  }

  /** The values that some event counted for a filter has. */
  valuesOf<T>(name: N): T[] {
    const counts = this.#tallies.find((tally) => tally.name === name)?.counts ?? new Map<unknown, number>();
    return [...counts].flatMap(([value, count]) => (count > 0 ? [value as T] : []));
  }

  /** Goes over to another state of the events; the facts are theirs, in the same order. */
  follow(events: Dossier['events'], facts: readonly Fact[]): void {
    const old = this.#facts;
    if (facts === old) return;
    // Most of it is the same, before and after what has changed.
    let start = 0;
    while (start < old.length && old[start] === facts[start]) start += 1;
    let [oldEnd, end] = [old.length, facts.length];
    while (oldEnd > start && end > start && old[oldEnd - 1] === facts[end - 1]) {
      oldEnd -= 1;
      end -= 1;
    }
    const outcomes = new Int16Array(facts.length);
    outcomes.set(this.#outcomes.subarray(0, start));
    outcomes.set(this.#outcomes.subarray(oldEnd), end);
    let at = start;
    for (let index = start; index < end; index += 1) {
      const fact = facts[index];
      if (fact === undefined) continue;
      while (at < oldEnd && !events.has(old[at]?.event.id ?? '')) this.#leave(at++);
      const before = at < oldEnd ? old[at] : undefined;
      if (before === fact) outcomes[index] = this.#outcomes[at++] ?? out;
      else {
        if (before?.event.id === fact.event.id) this.#leave(at++);
        // An event that changed places, as one that was deleted and came back in the same step.
        else if (this.#events.has(fact.event.id)) return this.#countAll(events, facts);
        outcomes[index] = this.#enter(fact);
      }
    }
    while (at < oldEnd) this.#leave(at++);
    this.#keep(events, facts, outcomes);
  }

  #countAll(events: Dossier['events'], facts: readonly Fact[]): void {
    this.#passing = 0;
    for (const { counts } of this.#tallies) counts.clear();
    this.#keep(
      events,
      facts,
      Int16Array.from(facts, (fact) => this.#enter(fact)),
    );
  }

  #keep(events: Dossier['events'], facts: readonly Fact[], outcomes: Int16Array): void {
    this.#events = events;
    this.#facts = facts;
    this.#outcomes = outcomes;
  }

  #enter(fact: Fact): number {
    const outcome = this.#outcomeOf(fact);
    this.#add(fact, outcome, 1);
    return outcome;
  }

  #leave(index: number): void {
    const fact = this.#facts[index];
    if (fact !== undefined) this.#add(fact, this.#outcomes[index] ?? out, -1);
  }

  #outcomeOf(fact: Fact): number {
    let only = passes;
    for (const [position, { matches }] of this.#restrictions.entries()) {
      if (matches(fact)) continue;
      if (only !== passes) return out;
      only = position;
    }
    return only;
  }

  // What one filter alone keeps out still counts for the options of that one.
  #add(fact: Fact, outcome: number, by: 1 | -1): void {
    if (outcome === out) return;
    if (outcome === passes) this.#passing += by;
    const only = this.#restrictions[outcome]?.name;
    for (const { name, valuesOf, counts } of this.#tallies) {
      if (only !== undefined && only !== name) continue;
      for (const value of valuesOf(fact)) counts.set(value, (counts.get(value) ?? 0) + by);
    }
  }
}

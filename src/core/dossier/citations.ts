import type { Citation, Claim, Stance } from '#core/model/claim';
import type { DossierEvent } from '#core/model/event';

/** A source asserting something, with nothing else said of it. */
export function plainCitation(source: string, stance: Stance = 'asserts'): Citation {
  return {
    source,
    stance,
    reported: null,
    locator: null,
    quote: null,
    note: null,
    credibility: null,
    derivedFrom: null,
  };
}

/** The citations of one source in one claim. */
export function citationsBy(claim: Claim, source: string): Citation[] {
  return claim.citations.filter((citation) => citation.source === source);
}

/**
 * The event with a source saying something else of one of its claims. The source's first citation there takes the stance
 * and keeps what else it holds; where there is none, one is added. Null takes all the source's citations out of the claim.
 */
export function withStance<E extends DossierEvent>(
  event: E,
  claimId: string,
  source: string,
  stance: Stance | null,
): E {
  return withClaim(event, claimId, (claim) => {
    if (stance === null) return claim.citations.filter((citation) => citation.source !== source);
    const first = claim.citations.findIndex((citation) => citation.source === source);
    if (first === -1) return [...claim.citations, plainCitation(source, stance)];
    return claim.citations.map((citation, index) => (index === first ? { ...citation, stance } : citation));
  });
}

/** The event with a note beside a source's first citation in a claim: where a discrepancy between sources is kept. */
export function withNote<E extends DossierEvent>(event: E, claimId: string, source: string, note: string | null): E {
  return withClaim(event, claimId, ({ citations }) => {
    const first = citations.findIndex((citation) => citation.source === source);
    return citations.map((citation, index) => (index === first ? { ...citation, note } : citation));
  });
}

/**
 * The event with a further claim, split off what one source says: that source's citation of it takes over when it was
 * reported and whom it repeats from the source's first citation in the event, since both are one publication's.
 */
export function withClaimSplitOff<E extends DossierEvent>(
  event: E,
  claim: Pick<Claim, 'id' | 'text'>,
  source: string,
  stance: Stance,
): E {
  const [known] = event.claims.flatMap((each) => citationsBy(each, source));
  const { reported, derivedFrom, credibility } = known ?? plainCitation(source);
  const citation = { ...plainCitation(source, stance), reported, derivedFrom, credibility };
  return { ...event, claims: [...event.claims, { ...claim, citations: [citation] }] };
}

function withClaim<E extends DossierEvent>(event: E, claimId: string, citationsOf: (claim: Claim) => Citation[]): E {
  const claims = event.claims.map((claim) =>
    claim.id === claimId ? { ...claim, citations: citationsOf(claim) } : claim,
  );
  return { ...event, claims };
}

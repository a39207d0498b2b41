import { plain, strong, type Block, type Span } from '#core/brief/brief';
import type { BriefContext } from '#core/brief/context';
import { shortName } from '#core/brief/event-words';
import { sentence } from '#core/figure/words/english';
import type { Claim } from '#core/model/claim';
import type { DossierEvent } from '#core/model/event';
import { placementOrder } from '#core/query/order';
import { standingOfClaim } from '#core/query/standing';
import { voiceInWords } from '#core/query/voice-words';
import { voicesOf } from '#core/query/voices';

/** Every claim that some source disputes or denies, with each voice beside it; then the events that contradict each other. */
export function disputedPoints(context: BriefContext): Block[] {
  const { dossier } = context;
  const ordered = placementOrder(context.events, dossier.events);
  const disputed = ordered.flatMap((event) =>
    event.claims
      .filter((claim) => standingOfClaim(claim, event, dossier).standing === 'disputed')
      .flatMap((claim) => whoSaysWhat(claim, event, context)),
  );
  const contradictions = ordered.flatMap((event) => contradictionsOf(event, context));
  if (contradictions.length === 0) return disputed;
  return [
    ...disputed,
    { type: 'paragraph', role: 'entry', spans: [strong('Events that contradict each other')] },
    { type: 'list', items: contradictions },
  ];
}

function whoSaysWhat(claim: Claim, event: DossierEvent, { dossier, notes }: BriefContext): Block[] {
  const items = claim.citations.flatMap((citation): Span[][] => {
    const source = dossier.sources.get(citation.source);
    if (source === undefined) return [];
    const uncounted = source.origin === 'secondary' ? ' This is secondary analysis and does not count.' : '';
    const voice = sentence(voiceInWords({ citation, source }, dossier));
    return [[plain(`${voice}.${uncounted}`), ...notes.cite([citation])]];
  });
  const { supporting, secondary } = voicesOf(claim, dossier.sources);
  if (supporting.length + secondary.length === 0) items.push([plain('No source that is cited asserts it.')]);
  const text = claim.text.replace(/[.\s]+$/, '');
  return [
    { type: 'paragraph', role: 'entry', spans: [strong(text), plain(` (${shortName(event)})`)] },
    { type: 'list', items },
  ];
}

function contradictionsOf(event: DossierEvent, { dossier, shown }: BriefContext): Span[][] {
  return event.relations.flatMap(({ type, event: id }) => {
    const other = type === 'contradicts' && shown.has(id) ? dossier.events.get(id) : undefined;
    return other === undefined ? [] : [[plain(`“${event.title}” contradicts “${other.title}”.`)]];
  });
}

import { heading, paragraph, plain, strong, type Block, type Span } from '#core/brief/brief';
import type { BriefContext } from '#core/brief/context';
import { factsInWords, shortName, whenInWords } from '#core/brief/event-words';
import { placementOf } from '#core/dates/deadline';
import { msToDay } from '#core/dates/calendar-day';
import { yearName } from '#core/dates/date-name';
import type { Claim } from '#core/model/claim';
import type { DossierEvent } from '#core/model/event';
import { lanesOf } from '#core/query/lanes';
import { placementOrder } from '#core/query/order';
import { standingOfClaim } from '#core/query/standing';

/** Every event in order of time, by year or by track. An event of several tracks is told in the first and named in the others. */
export function chronology(context: BriefContext): Block[] {
  const { events, dossier, order } = context;
  if (order === 'date') {
    const groups = groupByYear(placementOrder(events, dossier.events), context);
    return groups.flatMap(({ name, events: group }) => [
      ...(groups.length === 1 ? [] : [heading(3, name)]),
      ...group.flatMap((event) => tell(event, context)),
    ]);
  }
  const toldIn = new Map<string, string>();
  return lanesOf(events, 'track', dossier).flatMap((lane) => [
    heading(3, lane.name),
    ...lane.events.flatMap((event) => {
      const elsewhere = toldIn.get(event.id);
      if (elsewhere !== undefined) return [entry(event, context, shortName(event), plain(`: see ${elsewhere}.`))];
      toldIn.set(event.id, lane.name);
      return tell(event, context);
    }),
  ]);
}

function groupByYear(ordered: readonly DossierEvent[], { dossier }: BriefContext) {
  const groups: { name: string; events: DossierEvent[] }[] = [];
  for (const event of ordered) {
    const name = yearOf(event, dossier.events);
    const last = groups.at(-1);
    if (last?.name === name) last.events.push(event);
    else groups.push({ name, events: [event] });
  }
  return groups;
}

function yearOf(event: DossierEvent, events: ReadonlyMap<string, DossierEvent>): string {
  const placement = placementOf(event, events);
  if (placement === null) return 'Without a date';
  const { from, to } = placement.span;
  const day = from ?? (to === null ? null : to - 1);
  return day === null ? 'Beyond the calendar' : yearName(msToDay(day).year);
}

function entry(event: DossierEvent, { dossier }: BriefContext, title: string, ...rest: readonly Span[]): Block {
  return {
    type: 'paragraph',
    role: 'entry',
    spans: [strong(`${whenInWords(event, dossier)}. ${title}`), ...rest],
  };
}

/** One event: when and what; what is known, how well, and from whom; then its particulars. */
function tell(event: DossierEvent, context: BriefContext): Block[] {
  const { dossier, shown } = context;
  const [first, ...others] = event.claims;
  const lead = event.summary ?? (first === undefined ? null : first.text);
  const spans: Span[] = lead === null ? [] : [plain(`${lead} `)];
  if (first === undefined) spans.push(plain('Unsourced: no claim with a source is recorded.'));
  else spans.push(...supportOf(first, event, context));

  const blocks = [entry(event, context, event.title), paragraph(...spans)];
  if (others.length > 0) {
    const items = others.map((claim) => [plain(`${claim.text} `), ...supportOf(claim, event, context)]);
    blocks.push({ type: 'list', items });
  }
  if (event.kind === 'document' && event.provisions.length > 0) {
    const items = event.provisions.map(({ number, heading: name, text }) => [
      strong(`${number === null ? '' : `${number} `}${name}${text === null ? '' : ': '}`),
      ...(text === null ? [] : [plain(text)]),
    ]);
    blocks.push(paragraph(plain('Its provisions:')), { type: 'list', items });
  }
  blocks.push({ type: 'paragraph', role: 'quiet', spans: [plain(factsInWords(event, dossier, shown))] });
  return blocks;
}

function supportOf(claim: Claim, event: DossierEvent, { dossier, notes }: BriefContext): Span[] {
  return [plain(standingOfClaim(claim, event, dossier).reason), ...notes.cite(claim.citations)];
}

import { paragraph, plain, strong, type Block, type Span } from '#core/brief/brief';
import type { BriefContext } from '#core/brief/context';
import { whenInWords } from '#core/brief/event-words';
import { placementOf } from '#core/dates/deadline';
import { periodOf } from '#core/figure/wording';
import { countInWords, english, sentence } from '#core/figure/words/english';
import type { DossierEvent } from '#core/model/event';
import { shownStandings, type ShownStanding } from '#core/model/view';
import { placementOrder } from '#core/query/order';
import { isPlanned, standingOfEvent, supportOfEvent } from '#core/query/standing';
import { listInWords } from '#core/query/vocabulary';

/** The dossier's own words where the whole of it is told, what there is and how well it is known, and what matters most. */
export function summary(context: BriefContext): Block[] {
  const { dossier, events } = context;
  const isWhole = events.length === dossier.events.size;
  const description = isWhole ? dossier.description : null;
  const most = mostImportant(context);
  return [
    ...(description === null ? [] : [paragraph(plain(description))]),
    paragraph(plain(`${extentInWords(context)} ${standingsInWords(context)}`)),
    ...(most.length === 0 ? [] : [{ type: 'list', items: most } as const]),
  ];
}

function extentInWords({ dossier, events }: BriefContext): string {
  const period = periodOf(
    events.map((event) => ({ placement: placementOf(event, dossier.events) })),
    english,
  );
  const many = events.length === 1 ? 'One event' : `${sentence(countInWords(events.length))} events`;
  return `${many}${period === null ? '' : `, ${period}`}.`;
}

const standingPhrases: Readonly<Record<ShownStanding, string>> = {
  confirmed: 'confirmed',
  reported: 'reported by a single source',
  disputed: 'disputed',
  unsourced: 'unsourced',
  retracted: 'retracted',
};

/** "Three are confirmed, ten are reported by a single source and two are disputed. Two are still ahead." */
function standingsInWords({ dossier, events, today }: BriefContext): string {
  const shown = events.map((event) => standingOfEvent(event, dossier).shown);
  const counts = shownStandings.flatMap((standing) => {
    const count = shown.filter((each) => each === standing).length;
    return count === 0 ? [] : [are(count, standingPhrases[standing])];
  });
  const single = events.filter(
    (event) =>
      supportOfEvent(event, dossier) === 'single-source' && standingOfEvent(event, dossier).shown === 'disputed',
  ).length;
  const ahead = events.filter((event) => isPlanned(event, dossier, today)).length;
  const remarks = [
    `${sentence(listInWords(counts))}.`,
    single === 0
      ? null
      : `Of those disputed, ${countInWords(single)} ${single === 1 ? 'rests' : 'rest'} on a single source.`,
    ahead === 0 ? null : `${sentence(are(ahead, 'still ahead'))}.`,
  ];
  return remarks.filter((remark) => remark !== null).join(' ');
}

function are(count: number, what: string): string {
  return `${countInWords(count)} ${count === 1 ? 'is' : 'are'} ${what}`;
}

/** The events that the analyst graded pivotal, with how well each is known. */
function mostImportant({ dossier, events }: BriefContext): Span[][] {
  const pivotal = 5;
  const most: readonly DossierEvent[] = events.filter(({ importance }) => importance === pivotal);
  return placementOrder(most, dossier.events).map((event) => [
    strong(`${whenInWords(event, dossier)}. `),
    plain(`${event.title}. ${standingOfEvent(event, dossier).reason}`),
  ]);
}

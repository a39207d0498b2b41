import { plain, strong, type Block, type Span } from '#core/brief/brief';
import type { BriefContext } from '#core/brief/context';
import { shortName } from '#core/brief/event-words';
import { sentence } from '#core/figure/wording';
import type { Dossier } from '#core/model/dossier';
import { basisOf, periodInWords, phaseLabels, suspensionInWords } from '#core/query/measure-words';
import { measuresOn, type Measure } from '#core/query/measures';
import { listInWords } from '#core/query/vocabulary';

/** The sanctions in force on the day, or possibly so, against whom, and which waivers suspend them. */
export function measuresInForce({ dossier, shown, today }: BriefContext): Block[] {
  const measures = measuresOn(dossier, today).filter(
    ({ sanction, phase }) => shown.has(sanction.id) && (phase === 'in-force' || phase === 'possibly'),
  );
  const items = measures.map((measure) => inWords(measure, dossier, shown));
  return items.length === 0 ? [] : [{ type: 'list', items }];
}

function inWords({ sanction, phase, suspensions }: Measure, dossier: Dossier, shown: ReadonlySet<string>): Span[] {
  const targets = sanction.participants
    .filter(({ role }) => role === 'target')
    .map(({ actor }) => dossier.actors.get(actor)?.name ?? actor);
  const particulars = [phaseLabels[phase], periodInWords(sanction.date), basisOf(sanction)];
  const words = [
    `${sentence(particulars.filter((part) => part !== null).join(', '))}.`,
    targets.length === 0 ? 'No target is recorded.' : `Against ${listInWords(targets)}.`,
    ...suspensions
      .filter(({ waiver }) => shown.has(waiver.id))
      .map((suspension) => `${suspensionInWords(suspension)} “${shortName(suspension.waiver)}”.`),
  ];
  return [strong(`${sanction.title}. `), plain(words.join(' '))];
}

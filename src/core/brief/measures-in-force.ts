import { plain, strong, type Block, type Span } from '#core/brief/brief';
import type { BriefContext } from '#core/brief/context';
import { shortName } from '#core/brief/event-words';
import { sentence } from '#core/figure/words/english';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { basisOf, periodInWords, phaseLabels, suspensionInWords } from '#core/query/measure-words';
import { measuresOn, type Measure, type Suspension } from '#core/query/measures';
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
  const targets = named(sanction, 'target', dossier);
  const particulars = [phaseLabels[phase], periodInWords(sanction.date), basisOf(sanction)];
  const words = [
    `${sentence(particulars.filter((part) => part !== null).join(', '))}.`,
    targets.length === 0 ? 'No target is recorded.' : `Against ${listInWords(targets)}.`,
    ...suspensions
      .filter(({ waiver }) => shown.has(waiver.id))
      .map(
        (suspension) =>
          `${suspensionInWords(suspension)} “${shortName(suspension.waiver)}”${forWhom(suspension, dossier)}.`,
      ),
  ];
  return [strong(`${sanction.title}. `), plain(words.join(' '))];
}

/** Those whom a waiver is for; a licence that renews another is for the same unless it says otherwise. */
function forWhom({ waiver, replaces }: Suspension, dossier: Dossier): string {
  const names = [waiver, ...replaces]
    .map((each) => named(each, 'beneficiary', dossier))
    .find(({ length }) => length > 0);
  return names === undefined ? '' : `, for ${listInWords(names)} alone`;
}

function named({ participants }: DossierEvent, wanted: string, { actors }: Dossier): string[] {
  return participants.filter(({ role }) => role === wanted).map(({ actor }) => actors.get(actor)?.name ?? actor);
}

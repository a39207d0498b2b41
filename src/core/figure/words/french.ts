import { dateLanguages } from '#core/dates/languages';
import { partsOfOffset, type FigureWords, type OffsetUnit } from '#core/figure/words/figure-words';
import type { DerivedRule } from '#core/model/deadline-rule';

const units: Readonly<Record<OffsetUnit, readonly [one: string, many: string]>> = {
  Y: ['an', 'ans'],
  M: ['mois', 'mois'],
  W: ['semaine', 'semaines'],
  D: ['jour', 'jours'],
  B: ['jour ouvré', 'jours ouvrés'],
};
const moments = { starts: 'le début', ends: 'la fin', 'takes-effect': 'l’entrée en vigueur' } as const;

function lengthOf(rule: DerivedRule): string {
  return partsOfOffset(rule)
    .map(({ amount, unit }) => counted(amount, ...units[unit]))
    .join(' et ');
}

function counted(amount: number, one: string, many: string): string {
  return `${amount} ${amount < 2 ? one : many}`;
}

/** French. */
export const french: FigureWords = {
  dates: dateLanguages.fr,
  kinds: {
    meeting: 'Rencontre',
    sanction: 'Sanction',
    waiver: 'Dérogation',
    deadline: 'Échéance',
    statement: 'Déclaration',
    document: 'Document',
    action: 'Action',
  },
  kindsOfMany: {
    meeting: 'Rencontres',
    sanction: 'Sanctions',
    waiver: 'Dérogations',
    deadline: 'Échéances',
    statement: 'Déclarations',
    document: 'Documents',
    action: 'Actions',
  },
  stances: {
    favourable: 'favorable',
    supportive: 'en soutien',
    guarded: 'réservé',
    neutral: 'neutre',
    critical: 'critique',
    opposed: 'opposé',
  },
  outcomes: {
    open: 'en cours',
    met: 'respectée',
    missed: 'manquée',
    extended: 'prolongée',
    withdrawn: 'retirée',
  },
  standings: {
    confirmed: 'confirmé',
    reported: 'rapporté',
    disputed: 'contesté',
    unsourced: 'sans source',
    retracted: 'démenti par sa source',
  },
  legend: {
    dayNotKnown: 'jour inconnu',
    fromRule: 'calculé selon une règle',
    reported: 'rapporté, non confirmé',
  },
  planned: 'prévu',
  relations: {
    produces: 'a produit',
    covers: 'a couvert',
    suspends: 'a suspendu',
    'suspended-for': 'suspendu pour',
    'superseded-by': 'remplacé par',
    'amended-by': 'modifié par',
    fulfils: 'a rempli',
    violates: 'a enfreint',
    contradicts: 'contredit',
  },
  sources: 'Sources',
  noDateYet: 'Pas encore de date',
  noTrack: 'Sans piste',
  noActor: 'Sans acteur',
  noEvent: 'Aucun événement ne correspond à ces filtres.',
  noSource: 'Aucune source n’est citée.',
  asKnown: (day) => `Situation au ${day}`,
  dueOn: (day) => `échéance le ${day}`,
  dueBy: (day) => `le ${day} au plus tard`,
  rule: (rule, anchor) => {
    const moment = moments[rule.from.moment];
    return rule.relation === 'within'
      ? `dans un délai de ${lengthOf(rule)} après ${moment}\u00A0: ${anchor}`
      : `pas avant ${lengthOf(rule)} après ${moment}\u00A0: ${anchor}`;
  },
  more: (amount, names) => `${counted(amount, 'autre', 'autres')}\u00A0: ${names}`,
  moreSources: (amount) => `et ${counted(amount, 'autre source', 'autres sources')} dans le dossier.`,
  notDrawn: (names) => `Non représenté, faute de date à placer sur l’axe\u00A0: ${names}.`,
  dateNotGiven: 'sans date',
  notGraded: 'non évaluée',
  singleSource: (single, events) => {
    if (events === 1) return single === 1 ? 'L’événement repose sur une seule source.' : '';
    if (single === 0) return 'Aucun événement ne repose sur une seule source.';
    if (single === events) return `Les ${events} événements reposent chacun sur une seule source.`;
    if (single === 1) return `Un des ${events} événements repose sur une seule source.`;
    return `${single} des ${events} événements reposent sur une seule source.`;
  },
  credit: (dossier, day) => `Parley. Dossier\u00A0: ${dossier}, situation au ${day}.`,
  period: (from, to) => `${/^[aeiouéh]/i.test(from) ? `d’${from}` : `de ${from}`} à ${to}`,
  standfirst: ({ events, lanes, months, years, disputed, waiting }, period) => {
    const inLanes = lanes === 1 ? '' : ` sur ${lanes} lignes`;
    const known = [
      months > 0 ? `Pour ${months} d’entre eux, les sources ne donnent que le mois` : null,
      years > 0 ? `${months > 0 ? 'pour' : 'Pour'} ${years}, que l’année` : null,
    ].filter((part) => part !== null);
    const rest = [
      disputed > 0 ? `${disputed} ${disputed === 1 ? 'est contesté' : 'sont contestés'}` : null,
      waiting > 0 ? `${waiting} ${waiting === 1 ? 'n’a' : 'n’ont'} pas encore de date` : null,
    ].filter((part) => part !== null);
    return [
      `${counted(events, 'événement', 'événements')}${inLanes}${period === null ? '' : `, ${period}`}.`,
      ...(known.length > 0 ? [`${known.join('\u00A0; ')}.`] : []),
      ...(rest.length > 0 ? [`${rest.join('\u00A0; ')}.`] : []),
    ].join(' ');
  },
  description: (events, lanes, isDownward) =>
    `Chronologie de ${counted(events, 'événement', 'événements')} sur ${counted(lanes, 'ligne', 'lignes')}${isDownward ? ', le temps allant vers le bas' : ''}.`,
  years: (amount) => counted(amount, 'an', 'ans'),
  months: (amount) => `${amount} mois`,
};

import { dateLanguages } from '#core/dates/languages';
import { partsOfOffset, type FigureWords, type OffsetUnit } from '#core/figure/words/figure-words';
import type { DerivedRule } from '#core/model/deadline-rule';

const units: Readonly<Record<OffsetUnit, readonly [one: string, many: string]>> = {
  Y: ['Jahr', 'Jahren'],
  M: ['Monat', 'Monaten'],
  W: ['Woche', 'Wochen'],
  D: ['Tag', 'Tagen'],
  B: ['Werktag', 'Werktagen'],
};
const one: Readonly<Record<OffsetUnit, string>> = { Y: 'einem', M: 'einem', W: 'einer', D: 'einem', B: 'einem' };
const moments = { starts: 'Beginn', ends: 'Ende', 'takes-effect': 'Inkrafttreten' } as const;

function lengthOf(rule: DerivedRule): string {
  return partsOfOffset(rule)
    .map(({ amount, unit }) => (amount === 1 ? `${one[unit]} ${units[unit][0]}` : `${amount} ${units[unit][1]}`))
    .join(' und ');
}

function counted(amount: number, single: string, many: string): string {
  return `${amount} ${amount === 1 ? single : many}`;
}

/** German. */
export const german: FigureWords = {
  dates: dateLanguages.de,
  kinds: {
    meeting: 'Treffen',
    sanction: 'Sanktion',
    waiver: 'Ausnahme',
    deadline: 'Frist',
    statement: 'Erklärung',
    document: 'Dokument',
    action: 'Vorgang',
  },
  kindsOfMany: {
    meeting: 'Treffen',
    sanction: 'Sanktionen',
    waiver: 'Ausnahmen',
    deadline: 'Fristen',
    statement: 'Erklärungen',
    document: 'Dokumente',
    action: 'Vorgänge',
  },
  stances: {
    favourable: 'positiv',
    supportive: 'unterstützend',
    guarded: 'zurückhaltend',
    neutral: 'neutral',
    critical: 'kritisch',
    opposed: 'ablehnend',
  },
  outcomes: {
    open: 'offen',
    met: 'eingehalten',
    missed: 'versäumt',
    extended: 'verlängert',
    withdrawn: 'zurückgezogen',
  },
  standings: {
    confirmed: 'bestätigt',
    reported: 'berichtet',
    disputed: 'umstritten',
    unsourced: 'ohne Quelle',
    retracted: 'zurückgenommen',
  },
  legend: {
    dayNotKnown: 'Tag nicht bekannt',
    fromRule: 'aus einer Regel errechnet',
    reported: 'berichtet, nicht bestätigt',
  },
  planned: 'geplant',
  relations: {
    produces: 'ergab',
    covers: 'deckte',
    suspends: 'setzte aus',
    'suspended-for': 'ausgesetzt für',
    'superseded-by': 'ersetzt durch',
    'amended-by': 'geändert durch',
    fulfils: 'erfüllte',
    violates: 'verletzte',
    contradicts: 'widerspricht',
  },
  sources: 'Quellen',
  noDateYet: 'Noch ohne Datum',
  noTrack: 'Ohne Strang',
  noActor: 'Ohne Akteur',
  noEvent: 'Kein Ereignis entspricht diesen Filtern.',
  noSource: 'Es ist keine Quelle angegeben.',
  asKnown: (day) => `Stand: ${day}`,
  dueOn: (day) => `fällig am ${day}`,
  dueBy: (day) => `spätestens am ${day}`,
  rule: (rule, anchor) => {
    const moment = moments[rule.from.moment];
    return rule.relation === 'within'
      ? `binnen ${lengthOf(rule)} ab ${moment}: ${anchor}`
      : `frühestens ${lengthOf(rule)} nach ${moment}: ${anchor}`;
  },
  more: (amount, names) => `${amount} weitere: ${names}`,
  moreSources: (amount) => `und ${counted(amount, 'weitere Quelle', 'weitere Quellen')} im Dossier.`,
  notDrawn: (names) => `Nicht eingezeichnet, da ohne darstellbares Datum: ${names}.`,
  dateNotGiven: 'ohne Datum',
  notGraded: 'nicht bewertet',
  singleSource: (single, events) => {
    if (events === 1) return single === 1 ? 'Das Ereignis beruht auf einer einzigen Quelle.' : '';
    if (single === 0) return 'Kein Ereignis beruht auf nur einer Quelle.';
    if (single === events) return `Alle ${events} Ereignisse beruhen auf jeweils nur einer Quelle.`;
    if (single === 1) return `Eines der ${events} Ereignisse beruht auf nur einer Quelle.`;
    return `${single} der ${events} Ereignisse beruhen auf jeweils nur einer Quelle.`;
  },
  credit: (dossier, day) => `Parley. Dossier: ${dossier}, Stand ${day}.`,
  period: (from, to) => `${from} bis ${to}`,
  standfirst: ({ events, lanes, months, years, disputed, waiting }, period) => {
    const inLanes = lanes === 1 ? '' : ` in ${lanes} Spuren`;
    const known = [
      months > 0 ? `bei ${months} nennen die Quellen nur den Monat` : null,
      years > 0 ? `bei ${years} nur das Jahr` : null,
    ].filter((part) => part !== null);
    const rest = [
      disputed > 0 ? `${disputed} ${disputed === 1 ? 'ist' : 'sind'} umstritten` : null,
      waiting > 0 ? `${waiting} ${waiting === 1 ? 'hat' : 'haben'} noch kein Datum` : null,
    ].filter((part) => part !== null);
    return [
      `${counted(events, 'Ereignis', 'Ereignisse')}${inLanes}${period === null ? '' : `, ${period}`}.`,
      ...(known.length > 0 ? [`${known.join(', ').replace(/^b/, 'B')}.`] : []),
      ...(rest.length > 0 ? [`${rest.join('; ')}.`] : []),
    ].join(' ');
  },
  description: (events, lanes, isDownward) =>
    `Zeitleiste mit ${counted(events, 'Ereignis', 'Ereignissen')} in ${counted(lanes, 'Spur', 'Spuren')}${isDownward ? ', die Zeit läuft nach unten' : ''}.`,
  years: (amount) => counted(amount, 'Jahr', 'Jahre'),
  months: (amount) => counted(amount, 'Monat', 'Monate'),
};

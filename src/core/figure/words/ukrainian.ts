import { dateLanguages } from '#core/dates/languages';
import { partsOfOffset, type FigureWords, type OffsetUnit } from '#core/figure/words/figure-words';
import type { DerivedRule } from '#core/model/deadline-rule';

type Forms = readonly [one: string, few: string, many: string];

const units: Readonly<Record<OffsetUnit, Forms>> = {
  Y: ['року', 'років', 'років'],
  M: ['місяця', 'місяців', 'місяців'],
  W: ['тижня', 'тижнів', 'тижнів'],
  D: ['дня', 'днів', 'днів'],
  B: ['робочого дня', 'робочих днів', 'робочих днів'],
};
const laterUnits: Readonly<Record<OffsetUnit, Forms>> = {
  Y: ['рік', 'роки', 'років'],
  M: ['місяць', 'місяці', 'місяців'],
  W: ['тиждень', 'тижні', 'тижнів'],
  D: ['день', 'дні', 'днів'],
  B: ['робочий день', 'робочі дні', 'робочих днів'],
};
const moments = { starts: 'початку', ends: 'завершення', 'takes-effect': 'набрання чинності' } as const;

/** A count with its noun in one of the three forms of Ukrainian plurals (Unicode CLDR, cardinal rules). */
function counted(amount: number, [one, few, many]: Forms): string {
  const [tens, ones] = [amount % 100, amount % 10];
  const isTeen = tens >= 11 && tens <= 14;
  const form = !isTeen && ones === 1 ? one : !isTeen && ones >= 2 && ones <= 4 ? few : many;
  return `${amount} ${form}`;
}

function lengthOf(rule: DerivedRule, forms: Readonly<Record<OffsetUnit, Forms>>): string {
  return partsOfOffset(rule)
    .map(({ amount, unit }) => counted(amount, forms[unit]))
    .join(' і ');
}

/** Ukrainian. */
export const ukrainian: FigureWords = {
  dates: dateLanguages.uk,
  kinds: {
    meeting: 'Зустріч',
    sanction: 'Санкція',
    waiver: 'Виняток',
    deadline: 'Строк',
    statement: 'Заява',
    document: 'Документ',
    action: 'Подія',
  },
  kindsOfMany: {
    meeting: 'Зустрічі',
    sanction: 'Санкції',
    waiver: 'Винятки',
    deadline: 'Строки',
    statement: 'Заяви',
    document: 'Документи',
    action: 'Інші події',
  },
  stances: {
    favourable: 'схвально',
    supportive: 'підтримує',
    guarded: 'стримано',
    neutral: 'нейтрально',
    critical: 'критично',
    opposed: 'проти',
  },
  outcomes: {
    open: 'триває',
    met: 'дотримано',
    missed: 'пропущено',
    extended: 'продовжено',
    withdrawn: 'скасовано',
  },
  standings: {
    confirmed: 'підтверджено',
    reported: 'за повідомленнями',
    disputed: 'заперечується',
    unsourced: 'без джерела',
    retracted: 'спростовано джерелом',
  },
  legend: {
    dayNotKnown: 'день невідомий',
    fromRule: 'обчислено за правилом',
    reported: 'повідомлено, не підтверджено',
  },
  planned: 'заплановано',
  relations: {
    produces: 'мало наслідком',
    covers: 'дозволяв',
    suspends: 'призупинив',
    'suspended-for': 'призупинено для',
    'superseded-by': 'на зміну прийшло',
    'amended-by': 'зміни вносить',
    fulfils: 'виконує',
    violates: 'порушує',
    contradicts: 'суперечить',
  },
  sources: 'Джерела',
  noDateYet: 'Ще без дати',
  noTrack: 'Без напряму',
  noActor: 'Без учасника',
  noEvent: 'Жодна подія не відповідає цим фільтрам.',
  noSource: 'Джерел не наведено.',
  asKnown: (day) => `Станом на ${day}`,
  dueOn: (day) => `строк – ${day}`,
  dueBy: (day) => `не пізніше ${day}`,
  rule: (rule, anchor) => {
    const moment = moments[rule.from.moment];
    return rule.relation === 'within'
      ? `протягом ${lengthOf(rule, units)} від ${moment}: ${anchor}`
      : `не раніше ніж через ${lengthOf(rule, laterUnits)} після ${moment}: ${anchor}`;
  },
  more: (amount, names) => `Ще ${amount}: ${names}`,
  moreSources: (amount) => `і ще ${counted(amount, ['джерело', 'джерела', 'джерел'])} у досьє.`,
  notDrawn: (names) => `Не показано на осі через брак дати: ${names}.`,
  dateNotGiven: 'без дати',
  notGraded: 'без оцінки',
  singleSource: (single, events) => {
    if (events === 1) return single === 1 ? 'Подія спирається лише на одне джерело.' : '';
    if (single === 0) return 'Жодна подія не спирається лише на одне джерело.';
    if (single === events) return `Кожна з подій (${events}) спирається лише на одне джерело.`;
    return `Лише на одне джерело спираються ${single} з ${events} подій.`;
  },
  credit: (dossier, day) => `Parley. Досьє: ${dossier}, станом на ${day}.`,
  period: (from, to) => `${from} – ${to}`,
  standfirst: ({ events, lanes, months, years, disputed, waiting }, period) => {
    const inLanes = lanes === 1 ? '' : ` на ${counted(lanes, ['лінії', 'лініях', 'лініях'])}`;
    const known = [
      months > 0 ? `Для ${months} з них джерела називають лише місяць` : null,
      years > 0 ? `${months > 0 ? 'для' : 'Для'} ${years} – лише рік` : null,
    ].filter((part) => part !== null);
    const rest = [
      disputed > 0 ? `заперечується: ${disputed}` : null,
      waiting > 0 ? `ще без дати: ${waiting}` : null,
    ].filter((part) => part !== null);
    return [
      `${counted(events, ['подія', 'події', 'подій'])}${inLanes}${period === null ? '' : `, ${period}`}.`,
      ...(known.length > 0 ? [`${known.join(', ')}.`] : []),
      ...(rest.length > 0 ? [`${rest.join('; ').replace(/^./, (letter) => letter.toUpperCase())}.`] : []),
    ].join(' ');
  },
  description: (events, lanes, isDownward) =>
    `Хронологія: ${counted(events, ['подія', 'події', 'подій'])}, ${counted(lanes, ['лінія', 'лінії', 'ліній'])}${isDownward ? ', час іде згори вниз' : ''}.`,
  years: (amount) => counted(amount, ['рік', 'роки', 'років']),
  months: (amount) => counted(amount, ['місяць', 'місяці', 'місяців']),
};

import type { DateLanguage } from '#core/dates/date-language';
import { dateInWords } from '#core/dates/words';
import type { Entry } from '#core/figure/entries';
import type { Ground } from '#core/figure/ground';
import { detailsOf, isHedged, isPlainMonth, partsOf, stanceOf, superscript } from '#core/figure/labels';
import { run, wrap, type SetLine } from '#core/figure/text-setting';

/** Who in medium weight, then what and when on lines of their own. */
export function linesFor(entry: Entry, width: number, ground: Ground): SetLine[] {
  const { setting } = ground;
  const { type, palette, measure, words, show } = setting;
  const [who, what] = partsOf(entry);
  const stance = show.stances ? stanceOf(entry, words) : null;
  const name = [run(who, type.label, palette.ink)];
  if (stance !== null) name.push(run(`  ${stance}`, type.tick, palette.quietInk));
  const isSaid = (ground.hasMonthHeadings && isPlainMonth(entry)) || (setting.isBrief && !isHedged(entry));
  const wording = { withDate: false, withStance: false, withDue: true };
  const details = [
    what,
    ...(isSaid || entry.isRemark ? [] : [dateBesideAxis(entry, ground)]),
    ...detailsOf(entry, wording, setting),
  ].filter((detail) => detail !== null);
  const sources = superscript(entry.numbers, setting);
  const [first, ...rest] = details;
  if (first === undefined || setting.isBrief) {
    const text = first !== undefined && what !== null ? `: ${what}` : '';
    const tail = text === '' ? [] : [run(text, type.labelDetail, palette.quietInk)];
    return wrap([...name, ...tail, ...sources], width, measure);
  }
  const sentence = [first.charAt(0).toLocaleUpperCase(words.dates.tag) + first.slice(1), ...rest].join(', ');
  return [
    ...wrap(name, width, measure),
    ...wrap([run(sentence, type.detail, palette.quietInk), ...sources], width, measure),
  ];
}

/** The date, without the year where it is of days, which the axis says. */
function dateBesideAxis({ placement, due }: Entry, { setting, hasMonthHeadings }: Ground): string | null {
  if (placement === null || (due?.state === 'dated' && due.derived)) return null;
  const { dates } = setting.words;
  const areDays =
    hasMonthHeadings && (placement.edtf.match(/\d{4}[-\d]*/g) ?? []).every((date) => /-\d\d-\d\d$/.test(date));
  return unbroken(dateInWords(placement, 'short', areDays ? withoutYears(dates) : dates));
}

function withoutYears(dates: DateLanguage): DateLanguage {
  return {
    ...dates,
    day: (day, _year, style) => dates.dayOfMonth(day, style),
    daysOfMonth: (first, last, year, style) => {
      const [start, end] = dates.daysOfMonth(first, last, year, style);
      return [start, end.replace(new RegExp(`[, ]*${year}$`), '')];
    },
  };
}

/** A day stays with the name of its month. */
function unbroken(words: string): string {
  return words.replace(/(\d\.?) (?=\p{L})/gu, '$1\u00A0');
}

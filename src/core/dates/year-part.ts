/**
 * A part of a year that EDTF numbers like a month (ISO 8601-2:2019, 4.8; EDTF level 1 for 21 to 24, level 2 for 25 to
 * 41). `firstMonth` counts from January as 1; a part may run into the next year.
 */
export interface YearPart {
  readonly firstMonth: number;
  readonly months: number;
  readonly name: YearPartName;
  readonly hemisphere: 'northern' | 'southern' | null;
}

/** What a part of a year is: a season, or an equal share of the year (a quadrimester is four months). */
type YearPartName = 'spring' | 'summer' | 'autumn' | 'winter' | 'quarter' | 'quadrimester' | 'half';

const northern = { spring: 3, summer: 6, autumn: 9, winter: 12 } as const;
const southern = { spring: 9, summer: 12, autumn: 3, winter: 6 } as const;
const seasons = ['spring', 'summer', 'autumn', 'winter'] as const;

/**
 * The part of a year that a number from 21 to 41 names, or null for any other. The standard leaves the extent of seasons
 * open: these are the meteorological ones, and those without a hemisphere (21 to 24) are read as northern. Winter runs
 * from December of the year it is written with to February of the next.
 */
export function yearPartOf(number: number): YearPart | null {
  if (number >= 21 && number <= 32) {
    const name = seasons[(number - 21) % 4] ?? 'spring';
    const hemisphere = number >= 29 ? 'southern' : 'northern';
    return { firstMonth: (hemisphere === 'southern' ? southern : northern)[name], months: 3, name, hemisphere };
  }
  if (number >= 33 && number <= 36) return division('quarter', number - 33, 3);
  if (number >= 37 && number <= 39) return division('quadrimester', number - 37, 4);
  if (number >= 40 && number <= 41) return division('half', number - 40, 6);
  return null;
}

function division(name: YearPartName, index: number, months: number): YearPart {
  return { firstMonth: 1 + index * months, months, name, hemisphere: null };
}

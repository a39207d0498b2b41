import { dayMs, parseDay } from '#core/dates/calendar-day';
import { locales } from '#core/dates/languages';
import { figureInput } from '#core/figure/figure-input';
import { figurePresets, figureThemes, groupings, noFilters } from '#core/model/view';
import { seededDossier } from '../builders/seeded-dossier';
import { buildFigure } from '../builders/records';

const firstDay = parseDay('2021-06-15');

function pick<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('Nothing to pick from.');
  return value;
}

/** The figures of dossiers made by chance: every preset, theme, locale and grouping comes up with every other. */
export const randomFigures = Array.from({ length: 200 }, (_, seed) => ({
  seed,
  preset: pick(figurePresets, seed),
  count: seed % 25 === 24 ? 250 : 1 + ((seed * 7) % 45),
}));

/** What `layOut` takes for one of them. */
export function randomInput({ seed, preset, count }: (typeof randomFigures)[number]) {
  const dossier = seededDossier(seed, count);
  const isRanged = seed % 4 === 0;
  const figure = buildFigure({
    preset,
    annotations: seed % 6 === 0 ? [{ id: 'remark', date: '2023-05', text: 'A remark of the editor’s' }] : [],
    options: {
      size: { width: 300 + ((seed * 53) % 900), height: 300 + ((seed * 31) % 700) },
      theme: pick(figureThemes, Math.floor(seed / 9)),
      locale: pick(locales, Math.floor(seed / 3)),
      from: isRanged ? '2023-01-01' : null,
      to: isRanged ? '2023-12-31' : null,
      isRoomy: seed % 5 === 0,
      isBrief: seed % 7 === 0,
      isSingleLine: seed % 11 === 0,
    },
  });
  const today = firstDay + ((seed * 37) % 1800) * dayMs;
  const look = { filters: noFilters, grouping: pick(groupings, seed), window: null };
  return figureInput(dossier, figure, look, today);
}

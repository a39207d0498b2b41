import type { LocaleTag } from '#core/dates/languages';
import { american, english } from '#core/figure/words/english';
import type { FigureWords } from '#core/figure/words/figure-words';
import { french } from '#core/figure/words/french';
import { german } from '#core/figure/words/german';
import { ukrainian } from '#core/figure/words/ukrainian';

/** The words of a figure by the locale that it is made for. */
export const wordsByLocale: Readonly<Record<LocaleTag, FigureWords>> = {
  'en-GB': english,
  'en-US': american,
  de: german,
  fr: french,
  uk: ukrainian,
};

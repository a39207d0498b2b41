// Letters that carry no accent to take off and yet are typed as others.
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ʼ: '',
  '’': '',
  "'": '',
};

// Cyrillic as newspapers in English spell it; what Ukrainian reads otherwise stands in the table below.
// prettier-ignore
const cyrillic: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', є: 'ye', ж: 'zh', з: 'z', и: 'y', і: 'i', к: 'k', л: 'l',
  м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh',
  щ: 'shch', й: 'y', ё: 'yo', ї: 'i', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya', ђ: 'dj', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', џ: 'dz',
};

/**
 * Text in lower case, in Latin letters, without accents: what a person types on an English keyboard for it. "ZELENSKYÝ"
 * is "zelenskyy", "Zürich" "zurich", "Łódź" "lodz", "Київ" "kyiv", "Зеленський" "zelenskyy". Apostrophes are dropped.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  // Most text is plain already.
  if (/^[a-z\d\s.,:;!?()-]*$/.test(lower)) return lower;
  const isUkrainian = /[іїєґ]/.test(lower);
  return lower
    .replace(/\p{Script=Cyrillic}/gu, (letter) => {
      return isUkrainian && letter === 'г' ? 'h' : (cyrillic[letter] ?? letter);
    })
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßæœøđðþłħıʼ’']/g, (letter) => plainLetters[letter] ?? letter);
}

/**
 * What the spellings of one name have in common, for a word that `foldText` has folded: Zelensky, Zelenskyy, Zelenskiy and
 * Зеленський are one, and so are Kyiv, Kiev and Київ, Dmitriev and Dmitriyev, Yermak and Ermak, Odesa and Odessa. It is
 * made to be compared, not to be read. Short words, in which a letter makes all the difference, stay as they are.
 */
export function spellingKey(folded: string): string {
  if (folded.length < 4 || /\d/.test(folded)) return folded;
  return (
    folded
      .replace(/^[yj]e(?=...)/, 'e')
      .replaceAll('kh', 'h')
      .replaceAll('x', 'ks')
      .replaceAll('tz', 'ts')
      // -iv, -ov, -ev, -iyev: the same ending in two languages.
      .replace(/[iyjoe]+v$/, 'v')
      .replace(/[iyj]+/g, 'i')
      .replace(/([a-z])\1/g, '$1')
  );
}

/** Where a word stands in a text. */
export interface FoundWord {
  /** Folded by `foldText`. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

// Scripts that put no space between words are taken letter by letter.
const wordPattern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:[\p{L}\p{N}\p{M}]|[’'ʼ](?=\p{L}))+/gu;

// The same for the text that is most common, and much quicker.
const asciiPattern = /(?:[a-z\d]|'(?=[a-z]))+/gi;

/** The words of a text in their order, with their places. A possessive ('s) does not belong to its word. */
export function wordsOf(text: string): FoundWord[] {
  const found: FoundWord[] = [];
  for (const { 0: written, index } of text.matchAll(/^[\s!-~]*$/.test(text) ? asciiPattern : wordPattern)) {
    const word = foldText(written.replace(/[’'ʼ]s$/i, ''));
    if (word !== '') found.push({ word, start: index, end: index + written.length });
  }
  return found;
}

import { describe, expect, it } from 'vitest';
import { foldText, spellingKey, wordsOf } from '#core/query/fold';

const key = (name: string) => spellingKey(foldText(name));

describe('folding', () => {
  it.each([
    ['ZELENSKYÝ', 'zelenskyy'],
    ['İstanbul', 'istanbul'],
    ['Łódź', 'lodz'],
    ['très difficile', 'tres difficile'],
    ['Київ', 'kyiv'],
    ['Сергій', 'serhiy'],
    ['Лавров', 'lavrov'],
    ['Straße', 'strasse'],
    ['Кам’янець', 'kamyanets'],
  ])('%s becomes %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});

describe('one name in several spellings', () => {
  it.each([
    [['Zelensky', 'Zelenskyy', 'Zelenskiy', 'Zelenskyi', 'Зеленський', 'Зеленский']],
    [['Kyiv', 'Kiev', 'Київ', 'Киев']],
    [['Dmitriev', 'Dmitriyev', 'Дмитриев']],
    [['Yermak', 'Ermak', 'Єрмак', 'Ермак']],
    [['Odesa', 'Odessa', 'Одеса']],
    [['Kharkiv', 'Kharkov', 'Харків']],
    [['Yulia', 'Yuliia', 'Julia', 'Юлія']],
  ])('%j have one key', (names) => {
    expect(new Set(names.map(key)).size).toBe(1);
  });

  it('does not make one of short words that differ', () => {
    expect(key('year')).not.toBe(key('ear'));
    expect(key('by')).toBe('by');
    expect(key('2022')).toBe('2022');
  });
});

describe('the words of a text', () => {
  it('are found with their places, without a possessive', () => {
    const text = 'Dmitriev’s 28-point plan';
    expect(wordsOf(text).map(({ word }) => word)).toEqual(['dmitriev', '28', 'point', 'plan']);
    const [first] = wordsOf(text);
    expect(text.slice(first?.start, first?.end)).toBe('Dmitriev’s');
  });

  it('are letters where a script puts no spaces', () => {
    expect(wordsOf('会談 held').map(({ word }) => word)).toEqual(['会', '談', 'held']);
  });
});

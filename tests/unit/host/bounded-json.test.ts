import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBoundedJson } from '#host/bounded-json';

const parse = (text: string) => parseBoundedJson(Buffer.from(text, 'utf8'), 'dossier.json');
const faultOf = (text: string | Uint8Array): string => {
  try {
    parseBoundedJson(typeof text === 'string' ? Buffer.from(text, 'utf8') : text, 'dossier.json');
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('JSON from a file', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        fc.pre(faultOf(text) === 'none');
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('is refused wherever JSON.parse refuses it', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '1',
      '-',
      '.5',
      'e3',
      'true',
      'nul',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        if (!isJson) expect(faultOf(text)).not.toBe('none');
        else expect(faultOf(text)).toMatch(/^none$|given twice|cannot be kept exactly/);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['', 'dossier.json is not valid JSON: the file is empty (line 1, column 1).'],
    ['{\n  "a": 1,\n}', 'dossier.json is not valid JSON: expected a field name in quotes (line 3, column 1).'],
    [
      '{\n  "a": 1\n  "b": 2\n}',
      'dossier.json is not valid JSON: expected a comma or the closing bracket (line 3, column 3).',
    ],
    ['{ "a": [1, 2', 'dossier.json is not valid JSON: the file ends too early (line 1, column 13).'],
    ['{ "a": 1 } x', 'dossier.json is not valid JSON: expected the end of the file (line 1, column 12).'],
    [
      '{ "a": 1, "a": 2 }',
      'dossier.json holds JSON that Parley does not take: the field "a" is given twice (line 1, column 11).',
    ],
    [
      '{ "\\u0061": 1, "a": 2 }',
      'dossier.json holds JSON that Parley does not take: the field "a" is given twice (line 1, column 16).',
    ],
    [
      '{ "__proto__": 1 }',
      'dossier.json holds JSON that Parley does not take: "__proto__" cannot be the name of a field (line 1, column 3).',
    ],
    [
      '[1e400]',
      'dossier.json holds JSON that Parley does not take: the number 1e400 cannot be kept exactly (line 1, column 2).',
    ],
    [
      '[9007199254740993]',
      'dossier.json holds JSON that Parley does not take: the number 9007199254740993 cannot be kept exactly (line 1, column 2).',
    ],
    [
      '[1e-400]',
      'dossier.json holds JSON that Parley does not take: the number 1e-400 cannot be kept exactly (line 1, column 2).',
    ],
  ])('names the place of a fault: %j', (text, message) => {
    expect(faultOf(text)).toBe(message);
  });

  it('may be 32 levels deep and no deeper', () => {
    expect(faultOf('['.repeat(32) + ']'.repeat(32))).toBe('none');
    expect(faultOf('['.repeat(33) + ']'.repeat(33))).toMatch(/nested deeper than 32 levels/);
    expect(faultOf('['.repeat(1_000_000))).toMatch(/nested deeper than 32 levels/);
  });

  it('must be UTF-8 without a byte order mark', () => {
    expect(faultOf(Buffer.from([0x22, 0xff, 0x22]))).toMatch(/is not UTF-8 text/);
    expect(faultOf('\ufeff{}')).toMatch(/begins with a byte order mark/);
    expect(parse('"Вашингтон 🕊"')).toBe('Вашингтон 🕊');
  });
});

import { reservedNames } from '#core/model/json-shape';

/** Where and why a text is not JSON that Parley takes: `at` counts UTF-16 units from 0, `message` is a phrase. */
export interface JsonFault {
  readonly kind: 'syntax' | 'refused';
  readonly at: number;
  readonly message: string;
}

const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /(?:true|false|null)/y;

/** No field has a name nearly as long, and a message repeats it. */
const longestKey = 200;
const longestShown = 40;

/** More values than any dossier of 100,000 events has; each takes memory, however few bytes it is written in. */
const mostValues = 32_000_000;

type Expected = 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'comma-or-close';

const inWords: Record<Expected, string> = {
  value: 'a value',
  'value-or-close': 'a value or "]"',
  key: 'a field name in quotes',
  'key-or-close': 'a field name in quotes or "}"',
  'comma-or-close': 'a comma or the closing bracket',
};

/**
 * Reads a text as JSON (RFC 8259) without building anything, and answers the first fault or null. Beyond the grammar it
 * refuses what `JSON.parse` would take and alter in silence, or what would block a later save: nesting deeper than
 * `maxDepth`, a key given twice in one object, keys that reach a prototype, numbers that cannot be kept exactly, and more
 * values than a dossier can have.
 */
export function findJsonFault(text: string, maxDepth: number): JsonFault | null {
  // A frame is the set of keys of an open object, or null for an open array.
  const frames: (Set<string> | null)[] = [];
  let at = 0;
  let values = 0;
  let expected: Expected = 'value';

  /** Passes over white space; by character codes, since this is done for every value of a file. */
  const skipSpace = () => {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      at += 1;
    }
  };
  /** Passes over what a string may hold as it is (RFC 8259, section 7: control characters must be escaped). */
  const skipPlainText = () => {
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 0x22 || code === 0x5c || code < 0x20) return;
    }
  };
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  const syntax = (message: string): JsonFault => ({ kind: 'syntax', at, message });
  const refused = (where: number, message: string): JsonFault => ({ kind: 'refused', at: where, message });

  /** Takes a string from its opening quote; false when it is broken. */
  const takeString = (): boolean => {
    at += 1;
    for (;;) {
      skipPlainText();
      if (text[at] === '"') {
        at += 1;
        return true;
      }
      if (take(escape) === null) return false;
    }
  };

  for (;;) {
    skipSpace();
    const sign = text[at];

    if (expected === 'comma-or-close') {
      const frame = frames.at(-1);
      if (frame === undefined) return sign === undefined ? null : syntax('expected the end of the file');
      if (sign === ',') {
        at += 1;
        expected = frame === null ? 'value' : 'key';
      } else if (sign === (frame === null ? ']' : '}')) {
        at += 1;
        frames.pop();
      } else {
        return syntax(sign === undefined ? 'the file ends too early' : `expected ${inWords[expected]}`);
      }
      continue;
    }

    if (sign === undefined) return syntax(text.trim() === '' ? 'the file is empty' : 'the file ends too early');

    if ((expected === 'value-or-close' && sign === ']') || (expected === 'key-or-close' && sign === '}')) {
      at += 1;
      frames.pop();
      expected = 'comma-or-close';
      continue;
    }

    if (expected === 'key' || expected === 'key-or-close') {
      const start = at;
      if (sign !== '"') return syntax(`expected ${inWords[expected]}`);
      if (!takeString()) return syntax('a text is not closed or holds a sign that must be escaped');
      const written = text.slice(start + 1, at - 1);
      const key = written.includes('\\') ? (JSON.parse(text.slice(start, at)) as string) : written;
      if (key.length > longestKey) return refused(start, `a field's name is longer than ${longestKey} characters`);
      if (reservedNames.has(key)) return refused(start, `"${key}" cannot be the name of a field`);
      const keys = frames.at(-1);
      if (keys?.has(key)) return refused(start, `the field "${key}" is given twice`);
      keys?.add(key);
      skipSpace();
      if (text[at] !== ':') return syntax('expected a colon');
      at += 1;
      expected = 'value';
      continue;
    }

    values += 1;
    if (values > mostValues) return refused(at, `it holds more than ${mostValues / 1_000_000} million values`);
    if (sign === '{' || sign === '[') {
      if (frames.length === maxDepth) return refused(at, `it is nested deeper than ${maxDepth} levels`);
      frames.push(sign === '{' ? new Set() : null);
      expected = sign === '{' ? 'key-or-close' : 'value-or-close';
      at += 1;
      continue;
    }

    if (sign === '"') {
      if (!takeString()) return syntax('a text is not closed or holds a sign that must be escaped');
    } else if (take(word) === null) {
      const start = at;
      const digits = take(number);
      if (digits === null) return syntax(`expected ${inWords[expected]}`);
      const shown = digits.length > longestShown ? `${digits.slice(0, longestShown)}…` : digits;
      if (!isKeptExactly(digits)) return refused(start, `the number ${shown} cannot be kept exactly`);
    }
    expected = 'comma-or-close';
  }
}

function isKeptExactly(digits: string): boolean {
  const value = Number(digits);
  if (value === 0) return !/^[^eE]*[1-9]/.test(digits);
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

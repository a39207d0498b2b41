import type { Random } from '../../builders/random';

/** Pieces that have broken readers of JSON, of dates, of addresses and of text. */
export const hostilePieces: readonly string[] = [
  'null',
  'true',
  '-1',
  '1e400',
  '-1e400',
  '9007199254740993',
  '0.1e-400',
  '1e21',
  '"__proto__"',
  '"constructor"',
  '"__proto__":{"polluted":true}',
  '"constructor":{"prototype":{"polluted":true}}',
  '{}',
  '[]',
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]',
  '{"a":{"a":{"a":{}}}}',
  '"\\ud800"',
  '"\\u0000"',
  '"\\u202e"',
  '""',
  '" "',
  `"${'x'.repeat(1200)}"`,
  '"../../../../etc/passwd"',
  '"javascript:alert(1)"',
  '"<script>alert(1)</script>"',
  '"9999-12-31"',
  '"-9999-01-01"',
  '"2025-02-30"',
  '"2025-13-45/../XX"',
  '"[..2025-10-23,2026,2027..]"',
  '"Y-17E7"',
  ',',
  ':',
  '\u0000',
  '\ufeff',
  '\u2028',
  '\r',
  '/*x*/',
];

const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]|[^\s"{}[\],:]+/g;

/** A good input made into one that somebody might have tampered with, or that a bad disk has: a few changes, of any kind. */
export function mutate(random: Random, good: Buffer): Buffer {
  let bytes = good;
  for (let count = random.whole(1, 3); count > 0; count -= 1) {
    bytes = random.chance(0.6) ? mutateToken(random, bytes) : mutateBytes(random, bytes);
  }
  return bytes;
}

function mutateToken(random: Random, bytes: Buffer): Buffer {
  const text = bytes.toString('utf8');
  const tokens = [...text.matchAll(token)];
  if (tokens.length === 0) return mutateBytes(random, bytes);
  const { index, 0: found } = random.pick(tokens);
  const other = random.pick(tokens)[0];
  const instead = random.pick([random.pick(hostilePieces), random.pick(hostilePieces), other, '', `${found}${other}`]);
  return Buffer.from(`${text.slice(0, index)}${instead}${text.slice(index + found.length)}`, 'utf8');
}

function mutateBytes(random: Random, bytes: Buffer): Buffer {
  const at = random.whole(0, bytes.length);
  const length = random.whole(1, 16);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random.whole(0, 5)) {
    case 0: {
      const changed = Buffer.from(bytes);
      if (at < changed.length) changed[at] = (changed[at] ?? 0) ^ (1 << random.whole(0, 7));
      return changed;
    }
    case 1:
      return Buffer.concat([before, Buffer.from(Array.from({ length }, () => random.whole(0, 255))), after]);
    case 2:
      return Buffer.concat([before, after.subarray(length)]);
    case 3:
      return Buffer.concat([before, after.subarray(0, length), after]);
    case 4:
      return Buffer.from(before);
    default:
      return Buffer.concat([before, Buffer.from(random.pick(hostilePieces), 'utf8'), after]);
  }
}

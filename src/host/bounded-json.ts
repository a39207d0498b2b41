import { isUtf8 } from 'node:buffer';
import { findJsonFault } from '#host/json-scanner';
import { mostLevels } from '#core/model/json-shape';
import { ParleyError } from '#core/parley-error';

/** No file that Parley reads may be larger, in bytes: 256 MiB, about 100,000 full events. */
export const maxFileBytes = 256 * 1024 * 1024;

const byteOrderMark = [0xef, 0xbb, 0xbf];

/**
 * Reads bytes as JSON within Parley's bounds: size, valid UTF-8 without a byte order mark, depth, no key twice, no key
 * that reaches a prototype, no number that would change. `name` is how the file is called in messages. Throws a
 * ParleyError, `too-large` or `broken-json`, with the line and column where there is one.
 */
export function parseBoundedJson(bytes: Uint8Array, name: string): unknown {
  refuseTooLarge(bytes.length, name);
  const text = decodeUtf8(bytes, name);
  const fault = findJsonFault(text, mostLevels);
  if (fault !== null) {
    const { line, column } = positionOf(text, fault.at);
    const what = fault.kind === 'syntax' ? 'is not valid JSON' : 'holds JSON that Parley does not take';
    throw brokenJson(`${name} ${what}: ${fault.message} (line ${line}, column ${column}).`);
  }
  return JSON.parse(text);
}

/** Throws `too-large` for a size in bytes that Parley does not read, and so does not write either. */
export function refuseTooLarge(size: number, name: string): void {
  if (size <= maxFileBytes) return;
  const mebibytes = maxFileBytes / 1024 / 1024;
  throw new ParleyError({
    code: 'too-large',
    message: `${name} is larger than ${mebibytes} MiB, which Parley does not read.`,
  });
}

function decodeUtf8(bytes: Uint8Array, name: string): string {
  if (byteOrderMark.every((byte, index) => bytes[index] === byte)) {
    throw brokenJson(`${name} begins with a byte order mark. Save it as UTF-8 without one.`);
  }
  if (!isUtf8(bytes)) throw brokenJson(`${name} is not UTF-8 text. Save it as UTF-8.`);
  // Not TextDecoder, which takes ten times as long over a hundred megabytes.
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** Line and column of a position, both counted from 1. */
function positionOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}

function brokenJson(message: string): ParleyError {
  return new ParleyError({ code: 'broken-json', message });
}

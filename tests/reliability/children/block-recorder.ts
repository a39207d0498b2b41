import { spawnSync } from 'node:child_process';
import { openSync, readSync, writeSync } from 'node:fs';
import { errorOf, Opcode, writeAttributes, writeEntry, writeHeader, writeStatistics } from '../harness/fuse';

// Serves a folder of two files over FUSE (kernel's include/uapi/linux/fuse.h): `disk.img`, which a file system is mounted
// from, and `said`, into which an editing process says what it does. Every write, flush and saying goes into a trace in the
// order in which the kernel asked for it, and is answered only then. Ends when it is unmounted.
const [imagePath = '', tracePath = '', mountPoint = '', imageBytes = '0'] = process.argv.slice(2);
const image = openSync(imagePath, 'r+');
const trace = openSync(tracePath, 'w');

const files = { root: 1, disk: 2, said: 3 } as const;
const byName: Readonly<Record<string, number>> = { 'disk.img': files.disk, said: files.said };
const sizes = new Map<number, number>([
  [files.root, 0],
  [files.disk, Number(imageBytes)],
  [files.said, 0],
]);

const headerBytes = 40;
const mostWrite = 128 * 1024;
const request = Buffer.alloc(2 * mostWrite);

function note(kind: 'write' | 'flush' | 'said', offset: number, data: Uint8Array): void {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(['write', 'flush', 'said'].indexOf(kind), 0);
  head.writeUInt32LE(data.length, 4);
  head.writeBigUInt64LE(BigInt(offset), 8);
  writeSync(trace, head);
  writeSync(trace, data);
}

/** The answer's body; a number is an error. */
function answer(opcode: number, node: number, body: Buffer): Buffer | number {
  switch (opcode) {
    case Opcode.init:
      return init();
    case Opcode.lookup: {
      const found = byName[body.toString('utf8', 0, body.indexOf(0))];
      return found === undefined ? errorOf.noEntry : writeEntry(found, sizes.get(found) ?? 0);
    }
    case Opcode.getAttributes:
    case Opcode.setAttributes:
      return writeAttributes(node, sizes.get(node) ?? 0, node === files.root);
    case Opcode.open:
    case Opcode.openFolder:
      return Buffer.alloc(16);
    case Opcode.read: {
      const content = Buffer.alloc(body.readUInt32LE(16));
      const length = readSync(image, content, 0, content.length, Number(body.readBigUInt64LE(8)));
      return content.subarray(0, length);
    }
    case Opcode.write:
      return write(node, Number(body.readBigUInt64LE(8)), body.subarray(40, 40 + body.readUInt32LE(16)));
    case Opcode.fsync:
      if (node === files.disk) note('flush', 0, Buffer.alloc(0));
      return Buffer.alloc(0);
    case Opcode.flush:
    case Opcode.release:
    case Opcode.releaseFolder:
    case Opcode.destroy:
    case Opcode.readFolder:
      return Buffer.alloc(0);
    case Opcode.statFs:
      return writeStatistics();
    default:
      return errorOf.notImplemented;
  }
}

function init(): Buffer {
  const body = Buffer.alloc(64);
  body.writeUInt32LE(7, 0);
  body.writeUInt32LE(31, 4);
  const bigWrites = 1 << 5;
  body.writeUInt32LE(bigWrites, 12);
  body.writeUInt16LE(12, 16);
  body.writeUInt16LE(9, 18);
  body.writeUInt32LE(mostWrite, 20);
  body.writeUInt32LE(1, 24);
  return body;
}

function write(node: number, offset: number, data: Buffer): Buffer {
  note(node === files.disk ? 'write' : 'said', offset, data);
  if (node === files.disk) writeSync(image, data, 0, data.length, offset);
  else sizes.set(node, Math.max(sizes.get(node) ?? 0, offset + data.length));
  const body = Buffer.alloc(8);
  body.writeUInt32LE(data.length, 0);
  return body;
}

const fuse = openSync('/dev/fuse', 'r+');
const options = 'fd=3,rootmode=40000,user_id=0,group_id=0';
const mounting = spawnSync('mount', ['-i', '-t', 'fuse', '-o', options, 'parley-recorder', mountPoint], {
  stdio: ['ignore', 'ignore', 'inherit', fuse],
});
if (mounting.status !== 0) throw new Error('FUSE could not be mounted.');
process.stdout.write('mounted\n');

for (;;) {
  let length: number;
  try {
    length = readSync(fuse, request);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    // Unmounted: nothing more will be asked.
    if (code === 'ENODEV') break;
    if (code === 'EINTR' || code === 'EAGAIN' || code === 'ENOENT') continue;
    throw error;
  }
  const opcode = request.readUInt32LE(4);
  if (opcode === Opcode.forget || opcode === Opcode.batchForget || opcode === Opcode.interrupt) continue;
  const unique = request.readBigUInt64LE(8);
  const body = request.subarray(headerBytes, length);
  writeSync(fuse, writeHeader(unique, answer(opcode, Number(request.readBigUInt64LE(16)), body)));
}

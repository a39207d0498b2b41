/** The requests of the FUSE protocol that a folder of two files meets; numbers from the kernel's fuse.h. */
export const Opcode = {
  lookup: 1,
  forget: 2,
  getAttributes: 3,
  setAttributes: 4,
  open: 14,
  read: 15,
  write: 16,
  statFs: 17,
  release: 18,
  fsync: 20,
  flush: 25,
  init: 26,
  openFolder: 27,
  readFolder: 28,
  releaseFolder: 29,
  interrupt: 36,
  destroy: 38,
  batchForget: 42,
} as const;

/** Errors as the protocol says them: the system's number, negative. */
export const errorOf = { noEntry: -2, notImplemented: -38 } as const;

const blockBytes = 4096;

/** A whole answer: its header before its body, or an error. */
export function writeHeader(unique: bigint, body: Buffer | number): Buffer {
  const content = typeof body === 'number' ? Buffer.alloc(0) : body;
  const head = Buffer.alloc(16);
  head.writeUInt32LE(head.length + content.length, 0);
  head.writeInt32LE(typeof body === 'number' ? body : 0, 4);
  head.writeBigUInt64LE(unique, 8);
  return Buffer.concat([head, content]);
}

/** What a lookup answers: a file by its number, with its attributes. */
export function writeEntry(node: number, size: number): Buffer {
  const head = Buffer.alloc(40);
  head.writeBigUInt64LE(BigInt(node), 0);
  return Buffer.concat([head, attributes(node, size, false)]);
}

/** A file's attributes, which nobody is to remember. */
export function writeAttributes(node: number, size: number, isFolder: boolean): Buffer {
  return Buffer.concat([Buffer.alloc(16), attributes(node, size, isFolder)]);
}

/** How much room there is: as much as anybody asks for. */
export function writeStatistics(): Buffer {
  const body = Buffer.alloc(80);
  for (const at of [0, 8, 16]) body.writeBigUInt64LE(1n << 30n, at);
  for (const at of [40, 48]) body.writeUInt32LE(blockBytes, at);
  body.writeUInt32LE(255, 44);
  return body;
}

function attributes(node: number, size: number, isFolder: boolean): Buffer {
  const body = Buffer.alloc(88);
  body.writeBigUInt64LE(BigInt(node), 0);
  body.writeBigUInt64LE(BigInt(size), 8);
  body.writeBigUInt64LE(BigInt(Math.ceil(size / 512)), 16);
  body.writeUInt32LE(isFolder ? 0o040755 : 0o100644, 60);
  body.writeUInt32LE(1, 64);
  body.writeUInt32LE(blockBytes, 80);
  return body;
}

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Client } from '#api/client';
import { mostAttachmentBytes } from '#core/model/attachment';
import { startHost, temporaryHome } from './host-fixture';

const page = Buffer.from('%PDF-1.7, or so it says');
const digest = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** Sends a file as a window does, in pieces of so many bytes. */
async function attach(client: Client, content: Buffer, pieceBytes = content.length) {
  const { upload } = await client.call('attachment.begin', {
    name: 'page.pdf',
    mediaType: 'application/pdf',
    bytes: content.length,
  });
  for (let sent = 0; sent < content.length; sent += pieceBytes) {
    const piece = content.subarray(sent, sent + pieceBytes).toString('base64');
    await client.call('attachment.append', { upload, content: piece });
  }
  return await client.call('attachment.keep', { upload });
}

async function openSample() {
  const host = startHost(await temporaryHome());
  const { path } = await host.client.call('dossier.open-sample', {});
  return { ...host, attachments: join(path, 'attachments') };
}

describe('an offline copy', () => {
  it('is kept once under its SHA-256, whatever pieces it comes in and however often', async () => {
    const { attachments, client } = await openSample();
    const kept = { sha256: digest(page), name: 'page.pdf', mediaType: 'application/pdf', bytes: page.length };
    expect(await attach(client, page)).toEqual(kept);
    const before = await stat(join(attachments, kept.sha256));
    expect(await attach(client, page, 5)).toEqual(kept);
    expect(await readdir(attachments)).toEqual([kept.sha256]);
    expect(await readFile(join(attachments, kept.sha256))).toEqual(page);
    expect((await stat(join(attachments, kept.sha256))).mtimeMs).toBe(before.mtimeMs);
  });

  it('comes back as it was, piece by piece', async () => {
    const { client } = await openSample();
    const long = Buffer.alloc(7 * 1024 * 1024, 'a long report ');
    const { sha256 } = await attach(client, long, 3 * 1024 * 1024);
    const pieces: Buffer[] = [];
    for (let offset = 0; offset < long.length; offset += pieces.at(-1)?.length ?? 1) {
      const piece = await client.call('attachment.read', { sha256, offset });
      expect(piece.bytes).toBe(long.length);
      pieces.push(Buffer.from(piece.content, 'base64'));
    }
    expect(digest(Buffer.concat(pieces))).toBe(sha256);
  });

  it('is refused with a clear limit before anything is sent when it is too large', async () => {
    const { attachments, client } = await openSample();
    const huge = { name: 'film.mp4', mediaType: 'video/mp4', bytes: 300 * 1024 * 1024 };
    await expect(client.call('attachment.begin', huge)).rejects.toMatchObject({
      code: 'too-large',
      message:
        'film.mp4 is 300 MB, and a dossier takes files up to 50 MB. Keep the file elsewhere and give its address, or attach the part that is cited.',
    });
    const most = { ...huge, bytes: mostAttachmentBytes };
    await expect(client.call('attachment.begin', most)).resolves.toMatchObject({ upload: expect.any(String) });
    expect(await readdir(attachments).catch(() => [])).toEqual([]);
  });

  it('is not kept when more or less of it comes than was announced', async () => {
    const { attachments, client } = await openSample();
    const announced = { name: 'page.pdf', mediaType: 'application/pdf', bytes: 4 };
    const { upload } = await client.call('attachment.begin', announced);
    await expect(client.call('attachment.append', { upload, content: page.toString('base64') })).rejects.toMatchObject({
      code: 'usage',
    });
    const cut = await client.call('attachment.begin', announced);
    await client.call('attachment.append', { ...cut, content: page.subarray(0, 2).toString('base64') });
    await expect(client.call('attachment.keep', cut)).rejects.toMatchObject({ message: /^Only 2 of 4 bytes/ });
    await expect(client.call('attachment.keep', cut)).rejects.toMatchObject({ code: 'not-found' });
    expect(await readdir(attachments).catch(() => [])).toEqual([]);
  });

  it('is said to be missing, or to have been altered, and is not handed out', async () => {
    const { application, attachments, client } = await openSample();
    const { sha256 } = await attach(client, page);
    await writeFile(join(attachments, sha256), 'something else');
    for (const asked of [client.call('attachment.read', { sha256, offset: 0 }), application.attachmentPath(sha256)]) {
      await expect(asked).rejects.toMatchObject({ code: 'damaged', message: /was altered/ });
    }
    await rm(join(attachments, sha256));
    await expect(client.call('attachment.read', { sha256, offset: 0 })).rejects.toMatchObject({
      code: 'not-found',
      message: /is missing/,
    });
  });

  it('is brought back by attaching it again, with what took its place set aside', async () => {
    const { attachments, client } = await openSample();
    const { sha256 } = await attach(client, page);
    await writeFile(join(attachments, sha256), 'something else');
    await attach(client, page);
    expect(await readFile(join(attachments, sha256))).toEqual(page);
    const [aside] = (await readdir(attachments)).filter((name) => name.includes('altered'));
    expect(await readFile(join(attachments, aside ?? ''), 'utf8')).toBe('something else');
  });

  it('asks for no path but a digest', async () => {
    const { client } = await openSample();
    await expect(client.call('attachment.read', { sha256: '../dossier.json', offset: 0 })).rejects.toMatchObject({
      code: 'usage',
    });
  });

  it('is not kept in a folder that cannot be written', async () => {
    const { attachments, client } = await openSample();
    await mkdir(join(attachments, '..'), { recursive: true });
    await writeFile(attachments, 'a file where the folder should be');
    await expect(attach(client, page)).rejects.toMatchObject({ code: 'disk', message: /was not attached/ });
  });
});

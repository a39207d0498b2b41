import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createDossierFolder } from '#host/dossier-folder';

/** A loopback host in a process of its own, over a new dossier, which tells what it lets in. */
export class LoopbackTarget {
  readonly child: ChildProcess;
  /** The folder that holds the dossier and the reader's data. */
  readonly folder: string;
  /** What the host said: each command that it ran, each change in the number of windows. */
  readonly said: string[] = [];
  /** What it complained of: the traces of bugs. */
  complaint = '';
  port = 0;
  #marks = 0;
  readonly #waiting = new Map<string, (line: string) => void>();
  readonly #addresses: ((address: string) => void)[] = [];

  private constructor(program: string, folder: string) {
    this.folder = folder;
    this.child = spawn(process.execPath, [program, join(folder, 'dossier'), join(folder, 'home')]);
    this.child.stderr?.on('data', (chunk: Buffer) => (this.complaint += chunk.toString()));
    if (this.child.stdout === null) throw new Error('The host cannot be heard.');
    createInterface({ input: this.child.stdout }).on('line', (line) => this.#hear(line));
  }

  static async start(program: string): Promise<LoopbackTarget> {
    const folder = await mkdtemp(join(tmpdir(), 'parley-attacked-'));
    await createDossierFolder(join(folder, 'dossier'), 'Talks');
    const target = new LoopbackTarget(program, folder);
    const ended = once(target.child, 'exit').then(() => {
      throw new Error(`The host did not start. ${target.complaint}`);
    });
    const first = new Promise<string>((resolve) => target.#addresses.push(resolve));
    const address = await Promise.race([first, ended]);
    ended.catch(() => undefined);
    target.port = Number(new URL(address).port);
    return target;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get origin(): string {
    return `http://${this.host}`;
  }

  /** An address with a code that was not used. */
  newAddress(): Promise<string> {
    const address = new Promise<string>((resolve) => this.#addresses.push(resolve));
    this.child.stdin?.write('address\n');
    return address;
  }

  async newCode(): Promise<string> {
    return new URL(await this.newAddress()).hash.replace('#code=', '');
  }

  /** A token, had as Parley's own page has it. */
  async newToken(): Promise<string> {
    const answer = await fetch(`${this.origin}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: this.origin },
      body: JSON.stringify({ code: await this.newCode() }),
    });
    return ((await answer.json()) as { token: string }).token;
  }

  /** Resolves once the host has said all that it had to say of what came before. */
  async settled(): Promise<void> {
    this.#marks += 1;
    const mark = `sync ${this.#marks}`;
    const heard = new Promise((resolve) => this.#waiting.set(mark, resolve));
    this.child.stdin?.write(`${mark}\n`);
    await heard;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGKILL');
      await ended;
    }
    await rm(this.folder, { recursive: true });
  }

  #hear(line: string): void {
    const address = /^address (.+)$/.exec(line)?.[1];
    if (address !== undefined) return this.#addresses.shift()?.(address);
    const waiting = this.#waiting.get(line);
    if (waiting === undefined) this.said.push(line);
    else waiting(line);
  }
}

/** What came back over a connection until it was closed, or until nothing had come for a while. */
export interface Reply {
  readonly text: string;
  /** The status of each answer in it. */
  readonly statuses: readonly number[];
  /** Whether the host closed the connection. */
  readonly isClosed: boolean;
}

// A first answer may take its time on a busy machine; what follows comes at once.
const firstAnswerMs = 10_000;
const quietMs = 200;

/** Sends bytes to a port of 127.0.0.1 exactly as they are, and listens. */
export function sendBytes(port: number, parts: readonly (string | Buffer)[]): Promise<Reply> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const end = (isClosed: boolean) => {
      socket.destroy();
      const statuses = [...text.matchAll(/^HTTP\/1\.[01] (\d{3})/gm)].map(([, status]) => Number(status));
      resolve({ text, statuses, isClosed });
    };
    socket.setTimeout(firstAnswerMs, () => end(false));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      socket.setTimeout(quietMs);
    });
    socket.once('close', () => end(true));
    // What the host does not want to read it resets, which is an answer too.
    socket.on('error', () => undefined);
    for (const part of parts) socket.write(part);
  });
}

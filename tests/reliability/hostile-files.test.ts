import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentsOf } from '../builders/bad-dossiers';
import { triesOf } from './harness/counts';
import { handMade, type HandMade } from './harness/hostile-files';
import { readerNames, type Order } from './harness/hostile-readers';
import { buildProgram } from './harness/program';
import { tell } from './harness/tell';

/** Longest that an order may take, and each input of one: it only ends what hangs, since a busy machine is no failure. */
const limitMs = 120_000;
const limitEachMs = 100;
const mostMegabytes = 512;

/** A process that reads what it is told to. It may neither write outside its folder, nor start programs or make code. */
class ReadingProcess {
  readonly #child: ChildProcess;
  readonly #lines;
  readonly #ended: Promise<unknown>;
  #complaint = '';

  constructor(program: string, place: string) {
    // Room for what is needed and for no more, so that rubbish is cleared before it counts.
    const memory = '--max-old-space-size=320';
    const limits = [
      memory,
      '--experimental-permission',
      '--allow-addons',
      '--allow-fs-read=*',
      `--allow-fs-write=${place}/*`,
    ];
    this.#child = spawn(process.execPath, [...limits, '--disallow-code-generation-from-strings', program], {
      env: { ...process.env, PARLEY_HOSTILE: place, NODE_OPTIONS: '' },
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#complaint += chunk.toString()));
    if (this.#child.stdout === null) throw new Error('The process cannot be heard.');
    this.#ended = once(this.#child, 'exit');
    this.#lines = createInterface({ input: this.#child.stdout });
  }

  async give(order: Order): Promise<Record<string, unknown>> {
    const longestMs = limitMs + (order.type === 'many' ? order.count * limitEachMs : 0);
    const limit = setTimeout(() => this.#child.kill('SIGKILL'), longestMs);
    const ended = this.#ended.then(() => {
      throw new Error(`The process ended: it crashed, or hung for ${longestMs} ms. ${this.#complaint.slice(-2000)}`);
    });
    const line = new Promise<string>((resolve) => this.#lines.once('line', resolve));
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
    try {
      return JSON.parse(await Promise.race([line, ended])) as Record<string, unknown>;
    } finally {
      clearTimeout(limit);
      ended.catch(() => undefined);
    }
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }
}

let program: string;
let place: string;
beforeAll(async () => {
  program = await buildProgram('hostile-reader');
  place = await mkdtemp(join(tmpdir(), 'parley-hostile-'));
});
afterAll(() => rm(place, { recursive: true }));

/** Somebody else's files, which no hostile file may lead to. */
async function plantOutside(folder: string): Promise<void> {
  await mkdir(join(folder, 'outside/history'), { recursive: true });
  for (const name of ['backups', 'attachments']) await mkdir(join(folder, 'outside', name));
  for (const name of [
    'dossier.json',
    'journal.jsonl',
    'dossier.lock',
    'history/1-2.jsonl',
    'backups/dossier-2020-01-01T00-00-00-000Z.json',
  ])
    await writeFile(join(folder, 'outside', name), 'not Parley’s');
}

describe('a file made to do harm', () => {
  it('opens to what it says or is refused in words, at little cost and with nothing else touched', async () => {
    let reading = new ReadingProcess(program, place);
    const faults: string[] = [];
    let [opened, peak] = [0, 0];
    for (const [index, each] of handMade.entries()) {
      const own = join(place, `case-${index}`);
      await plantOutside(own);
      const input = join(own, 'input');
      await writeFile(input, await each.make(own));
      const before = await contentsOf(join(own, 'outside'));
      const found = await reading.give({ type: 'one', reader: each.reader, path: input }).catch((error: unknown) => {
        reading = new ReadingProcess(program, place);
        return { outcome: 'refused', fault: String(error), message: '', peakMegabytes: 0 };
      });
      faults.push(...faultsOf(each, found, peak));
      peak = Math.max(peak, Number(found['peakMegabytes']));
      if (found['outcome'] === 'opened') opened += 1;
      if (JSON.stringify(await contentsOf(join(own, 'outside'))) !== JSON.stringify(before))
        faults.push(`${each.name}: files outside were touched`);
      await rm(own, { recursive: true });
    }
    reading.stop();
    expect(faults).toEqual([]);
    const refused = handMade.length - opened;
    tell(
      `hostile files: ${handMade.length} made by hand, ${opened} opened to what they say, ${refused} refused in words, at most ${Math.round(peak)} MB`,
    );
  });
});

function faultsOf({ name, expected }: HandMade, found: Record<string, unknown>, peak: number): string[] {
  const { outcome, fault, message, peakMegabytes } = found;
  const faults: string[] = [];
  if (fault !== null) faults.push(String(fault));
  if (expected !== 'either' && outcome !== expected)
    faults.push(`${String(outcome)}: ${String(message).slice(0, 200)}`);
  // Named where the peak is first passed.
  if (Number(peakMegabytes) > mostMegabytes && peak <= mostMegabytes)
    faults.push(`${Math.round(Number(peakMegabytes))} MB of memory`);
  return faults.map((text) => `${name}: ${text}`);
}

describe('a good file tampered with at random', () => {
  it.each(readerNames)('is read as what it says or refused in words: %s', async (reader) => {
    const reading = new ReadingProcess(program, place);
    const count = triesOf('mutations');
    const found = await reading.give({ type: 'many', reader, seed: readerNames.indexOf(reader) + 1, count });
    reading.stop();
    expect(found['faults']).toEqual([]);
    expect(Number(found['peakMegabytes'])).toBeLessThan(mostMegabytes);
    tell(
      `hostile files: ${count} tampered inputs of ${reader}, ${String(found['opened'])} opened to what they say, ${String(found['refused'])} refused in words`,
    );
  });
});

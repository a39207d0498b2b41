import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { readerOf, type Order, type ReaderName } from '../harness/hostile-readers';
import { mutate } from '../harness/mutate';
import { seededRandom } from '../../builders/random';

// Reads what it is told to, one order a line, and says what came of it. It runs without leave to make code from text.

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const inherited = () =>
  [...Object.getOwnPropertyNames(Object.prototype), ...Object.getOwnPropertyNames(Array.prototype)].join();
const untouched = inherited();

async function read(reader: ReaderName, input: Buffer) {
  const found = await readerOf(reader).read(input);
  const fault = inherited() === untouched ? found.fault : 'it changed what every object inherits';
  return { ...found, fault };
}

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order;
  if (order.type === 'one') {
    say({
      ...(await read(order.reader, await readFile(order.path))),
      peakMegabytes: process.resourceUsage().maxRSS / 1024,
    });
    continue;
  }
  const { good } = readerOf(order.reader);
  const random = seededRandom(order.seed);
  const faults: string[] = [];
  let [opened, refused, slowestMs] = [0, 0, 0];
  for (let index = 0; index < order.count; index += 1) {
    const input = mutate(random, await good(random));
    const { outcome, fault, cpuMs } = await read(order.reader, input);
    if (outcome === 'opened') opened += 1;
    else refused += 1;
    slowestMs = Math.max(slowestMs, cpuMs);
    if (fault !== null && faults.length < 5) faults.push(`${fault}: ${input.toString('base64').slice(0, 4000)}`);
  }
  say({ opened, refused, faults, slowestMs, peakMegabytes: process.resourceUsage().maxRSS / 1024 });
}

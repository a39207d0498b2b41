import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const usage = `npm run bench -- [--only TOPIC[,TOPIC]] [--events N[,N]] [--json]

Measures Parley's speed and prints tables. Nothing is compared with a limit here: docs/performance.md does that.`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    events: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(usage);
} else {
  /** @type {{ module: typeof import('./bench.ts') }} */
  const { module } = await runnerImport(join(import.meta.dirname, 'bench.ts'));
  const results = await module.runBench(values.only?.split(',') ?? null, {
    events: values.events?.split(',').map(Number) ?? null,
    say: (line) => console.error(line),
  });
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  if (values.json) console.log(JSON.stringify({ machine, results }, null, 2));
  else console.log([machine, '', ...results.map(module.inMarkdown)].join('\n'));
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run';

const installation = join(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(installation, 'package.json'), 'utf8')) as { version: string };

// A reader that has seen enough, such as `head`, is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await run(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
  environment: process.env,
  installation,
  version,
});

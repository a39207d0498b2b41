import { join } from 'node:path';
import { runnerImport } from 'vite';

/** @type {{ module: typeof import('./figure.ts') }} */
const { module } = await runnerImport(join(import.meta.dirname, 'figure.ts'));
const { columns, rows } = await module.figure.run({ events: null, say: (line) => console.error(line) });
for (const row of [columns, ...rows]) console.log(`| ${row.join(' | ')} |`);

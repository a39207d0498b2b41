// Draws the examples of this folder anew from the sample: `npm run examples`, after a build.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const presets = ['slide', 'a4-portrait', 'a4-landscape', 'letter-portrait', 'letter-landscape', 'column', 'two-columns', 'square'];
const examples = [
  ...presets.map((preset) => ['figure', `figure-${preset}.svg`, '--preset', preset]),
  ['figure', 'figure-a4-portrait-german.pdf', '--preset', 'a4-portrait', '--locale', 'de'],
  ['figure', 'figure-square-dark.png', '--preset', 'square', '--theme', 'dark'],
  ['figure', 'figure-column-grey.png', '--preset', 'column', '--theme', 'grey', '--scale', '3.125'],
  ['figure', 'figure-custom-ukrainian-ink.svg', '--size', '250x200mm', '--locale', 'uk', '--theme', 'ink'],
  ...['docx', 'html', 'md'].map((ending) => ['brief', `miami-back-channel.${ending}`]),
];

const home = mkdtempSync(join(tmpdir(), 'parley-examples-'));
for (const [command, file, ...options] of examples) {
  const kept = command === 'figure' ? ['--figure', 'Lead figure'] : [];
  execFileSync(
    process.execPath,
    ['bin/parley.js', command, 'data/miami-back-channel', '--today', '2025-12-02', ...kept, ...options, '--out', join(import.meta.dirname, file)],
    { cwd: root, stdio: 'inherit', env: { ...process.env, PARLEY_HOME: home } },
  );
}
rmSync(home, { recursive: true });

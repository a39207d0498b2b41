import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin } from 'vite';
import { pageDataId, pageDataPlace } from './src/api/page';

const from = (path: string) => resolve(import.meta.dirname, path);

/**
 * Builds the interactive page's template beside the window, from the same sources: one HTML file with script, styles and
 * fonts inside, into which the host puts a dossier.
 */
export function pageTemplate(): Plugin {
  return {
    name: 'parley-page-template',
    apply: 'build',
    async writeBundle() {
      await build({
        configFile: false,
        logLevel: 'warn',
        root: from('src/renderer'),
        plugins: [svelte({ configFile: from('svelte.config.js') }), intoOneFile()],
        // Half the page would be the holidays of all countries; see the module that takes their place.
        resolve: { alias: { 'date-holidays': from('src/renderer/shell/page-holidays.ts') } },
        build: {
          outDir: from('out/page'),
          emptyOutDir: true,
          minify: true,
          modulePreload: false,
          cssCodeSplit: false,
          assetsInlineLimit: Number.MAX_SAFE_INTEGER,
          chunkSizeWarningLimit: 4_000,
          rollupOptions: { input: from('src/renderer/page.ts'), output: { format: 'es', codeSplitting: false } },
        },
      });
    },
  };
}

/** Puts the one script and the one style sheet into one HTML file, and nothing else into the folder. */
function intoOneFile(): Plugin {
  return {
    name: 'parley-into-one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const files = Object.values(bundle);
      const scripts = files.flatMap((file) => (file.type === 'chunk' ? [file.code] : []));
      const styles = files.flatMap((file) =>
        file.fileName.endsWith('.css') && 'source' in file ? [String(file.source)] : [],
      );
      const [script, style] = [scripts[0], styles[0]];
      if (script === undefined || style === undefined || files.length !== 2) {
        throw new Error(`The page is not one script and one style sheet: ${Object.keys(bundle).join(', ')}`);
      }
      for (const name of Object.keys(bundle)) Reflect.deleteProperty(bundle, name);
      this.emitFile({ type: 'asset', fileName: 'page.html', source: html(inScript(script), style) });
    },
  };
}

// What would end the element or begin a comment in it; in a script either can stand only inside a text or a pattern.
function inScript(script: string): string {
  return script.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

function html(script: string, style: string): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const icon = readFileSync(from('src/renderer/icon.svg')).toString('base64');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" type="image/svg+xml" href="data:image/svg+xml;base64,${icon}">
<title>Parley</title>
<style>${style}</style>
</head>
<body>
<noscript>This page draws a timeline with the scripts inside it. Allow scripts for this file to see it.</noscript>
<div id="app"></div>
<script type="application/json" id="${pageDataId}">${pageDataPlace}</script>
<script type="module">${script}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

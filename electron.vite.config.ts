import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { pageTemplate } from './page-template';

const from = (path: string) => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    resolve: { alias: { 'date-holidays': from('src/host/holidays-when-asked.ts') } },
    build: {
      // The command line runs in plain Node, which is older than the one inside Electron.
      target: 'node20',
      // What stays in node_modules is not looked for under an alias.
      externalizeDeps: { exclude: ['date-holidays'] },
      outDir: 'out/main',
      rollupOptions: {
        input: { main: from('src/main/main.ts'), cli: from('src/cli/parley.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: from('src/preload/preload.ts') },
        // A sandboxed preload script cannot be a module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: from('src/renderer'),
    plugins: [svelte({ configFile: from('svelte.config.js') }), pageTemplate()],
    build: {
      outDir: from('out/renderer'),
      minify: true,
      // The polyfill is an inline script, which the content security policy blocks.
      modulePreload: { polyfill: false },
      // Inlined files would be data: URLs, which the policy allows for pictures alone.
      assetsInlineLimit: 0,
      // The window is read from the disk it was built on, so that one large file costs next to nothing.
      chunkSizeWarningLimit: 4_000,
      // The page's template is built while this build writes, which takes its time.
      rollupOptions: {
        input: from('src/renderer/index.html'),
        checks: { bundlerTimings: false, pluginTimings: false },
      },
    },
  },
});

import { createPageShell, readPageData } from '#renderer/shell/page-shell.ts';
import { showApp } from '#renderer/show-app.ts';

const data = readPageData();
await showApp(() => createPageShell(data), data.grouping);

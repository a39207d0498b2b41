import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '#renderer/styles/tokens.css';
import '#renderer/styles/base.css';
import '#renderer/styles/controls.css';
import { mount } from 'svelte';
import { createClient } from '#api/client';
import type { Grouping } from '#core/model/view';
import App from '#renderer/App.svelte';
import NoConnection from '#renderer/features/welcome/NoConnection.svelte';
import type { Connection } from '#renderer/shell/connect.ts';

/** Shows the app over a connection, or why there is none. `grouping` is what the lanes stand for to begin with. */
export async function showApp(connect: () => Connection | Promise<Connection>, grouping: Grouping): Promise<void> {
  const target = document.getElementById('app');
  if (target === null) throw new Error('The page has no place for the app.');
  try {
    const { transport, shell } = await connect();
    mount(App, { target, props: { client: createClient(transport), shell, grouping } });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    mount(NoConnection, { target, props: { message } });
  }
}

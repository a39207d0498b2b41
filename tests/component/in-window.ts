import { render } from '@testing-library/svelte';
import type { Component } from 'svelte';
import type { Dossier } from '#core/model/dossier';
import { Workspace } from '#renderer/state/workspace.svelte.ts';
import { FakeHost } from './fake-host';
import InWindow from './InWindow.svelte';

/** A workspace connected to a host in memory that has this dossier open. */
export async function openWorkspace(dossier: Dossier | null, prepare: (host: FakeHost) => void = () => {}) {
  const host = new FakeHost(dossier);
  prepare(host);
  const workspace = new Workspace(host.client, host.shell);
  await workspace.connect();
  return { host, workspace };
}

/** Shows one part of the window. */
export function show<Props extends Record<string, unknown>>(
  workspace: Workspace,
  Part: Component<Props>,
  props: NoInfer<Props>,
) {
  render(InWindow as unknown as Component<Record<string, unknown>>, { props: { workspace, Part, props } });
}

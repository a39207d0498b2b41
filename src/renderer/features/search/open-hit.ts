import { tick } from 'svelte';
import type { SearchHit } from '#core/query/search';
import type { FoundGroup } from '#renderer/features/search/found.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';

/** Leads to what was found: an event is selected and brought into sight, an actor or a source opens its page. */
export async function openHit(workspace: Workspace, hit: SearchHit, group: FoundGroup['name']): Promise<void> {
  const { collection, record } = hit.entry;
  if (collection === 'actors') workspace.go({ type: 'actor', id: record.id });
  else if (collection === 'sources') workspace.go({ type: 'source', id: record.id });
  else showEvent(workspace, record.id);
  if (group !== 'claims' && group !== 'notes') return;
  await tick();
  const place = group === 'claims' ? `[data-claim="${hit.claim?.id ?? ''}"]` : '[data-notes]';
  document.querySelector(`[data-region="inspector"] ${place}`)?.scrollIntoView({ block: 'center' });
}

function showEvent(workspace: Workspace, id: string): void {
  const { filters } = workspace;
  // What was asked for by name is shown, whatever the filters say.
  if (!filters.visible.some((event) => event.id === id)) filters.clear();
  if (workspace.screen !== 'table') workspace.showScreen('timeline');
  workspace.select(id);
}

import { createContext } from 'svelte';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';

export const [useWorkspace, provideWorkspace] = createContext<Workspace>();

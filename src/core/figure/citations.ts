import { numbersInWords } from '#core/figure/labels';
import type { SceneGroup, SceneNode } from '#core/figure/scene';

/** The numbers of the sources that superscripts cite, each once, in ascending order. */
export function citedIn(groups: readonly SceneGroup[]): number[] {
  const nodes = groups.flatMap((group) => group.nodes);
  const runs = nodes.flatMap((node) => (node.type === 'text' ? node.runs : []));
  return [...new Set(runs.flatMap(({ cites = [] }) => cites))].sort((a, b) => a - b);
}

/**
 * The same groups with superscripts that number only what is `cited`, from 1 and without a gap. No number grows, so that
 * every superscript still has its room.
 */
export function renumbered(groups: readonly SceneGroup[], cited: readonly number[]): SceneGroup[] {
  const newNumber = new Map(cited.map((number, index) => [number, index + 1]));
  const inNode = (node: SceneNode): SceneNode => {
    if (node.type !== 'text') return node;
    const runs = node.runs.map((run) => {
      if (run.cites === undefined) return run;
      const cites = run.cites.map((number) => newNumber.get(number) ?? number);
      return { ...run, cites, text: numbersInWords(cites) };
    });
    return { ...node, runs };
  };
  return groups.map((group) => ({ ...group, nodes: group.nodes.map(inNode) }));
}

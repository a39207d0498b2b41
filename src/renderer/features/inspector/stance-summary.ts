import { stances, type Citation } from '#core/model/claim';
import { stanceVerbs } from '#core/query/vocabulary';

const plurals: Readonly<Record<Citation['stance'], string>> = {
  asserts: 'report',
  confirms: 'confirm',
  disputes: 'dispute',
  denies: 'deny',
  'declines-to-comment': 'decline to comment',
  retracts: 'retract',
};

/** What an event's citations do, counted: "2 report, 1 confirms, none disputes". Null when there are none. */
export function stanceSummary(citations: readonly Citation[]): string | null {
  if (citations.length === 0) return null;
  const counts = stances.map((stance) => ({
    stance,
    count: citations.filter((each) => each.stance === stance).length,
  }));
  const said = counts
    .filter(({ count }) => count > 0)
    .map(({ stance, count }) => `${count} ${count === 1 ? stanceVerbs[stance] : plurals[stance]}`);
  const isDisputed = citations.some(({ stance }) => stance === 'disputes' || stance === 'denies');
  return [...said, ...(isDisputed ? [] : ['none disputes'])].join(', ');
}

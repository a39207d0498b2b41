import { plain, strong, type Block, type Span } from '#core/brief/brief';
import type { BriefContext } from '#core/brief/context';
import { shortName, whenInWords } from '#core/brief/event-words';
import { conditionOf } from '#core/figure/wording';
import { english } from '#core/figure/words/english';
import { deadlinesAmong, type DeadlineEntry } from '#core/query/deadlines';

const ahead: ReadonlySet<DeadlineEntry['state']> = new Set(['overdue', 'due', 'conditional']);

/** The deadlines that are open, the most urgent first: when, what, how long there is, and what each hangs on. */
export function deadlinesAhead({ dossier, events, today }: BriefContext): Block[] {
  const entries = deadlinesAmong(events, dossier.events, { today, instant: null });
  const items = entries
    .filter(({ state }) => ahead.has(state))
    .map(({ deadline, state, countdown }): Span[] => {
      const nameOfAnchor = (id: string) => {
        const anchor = dossier.events.get(id);
        return anchor === undefined ? id : `“${shortName(anchor)}”`;
      };
      const condition = conditionOf(deadline, nameOfAnchor, english);
      const standing = [state === 'overdue' ? 'Overdue' : null, countdown, condition].filter((part) => part !== null);
      const remark = standing.length === 0 ? '' : ` (${standing.join('; ')})`;
      return [strong(`${whenInWords(deadline, dossier)}. `), plain(`${deadline.title}${remark}.`)];
    });
  return items.length === 0 ? [] : [{ type: 'list', items }];
}

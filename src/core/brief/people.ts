import { plain, strong, type Block, type Span } from '#core/brief/brief';
import type { BriefContext } from '#core/brief/context';
import { readEdtf } from '#core/dates/edtf';
import { dateInWords } from '#core/dates/words';
import { actorTypes, type Actor } from '#core/model/actor';
import { compareNames } from '#core/query/order';
import { actorTypeNames } from '#core/query/vocabulary';

/** Who takes part in the events, as a table: people first, each with office, ties, and the parts they had. */
export function whoIsWho({ events, dossier }: BriefContext): Block[] {
  const parts = new Map<string, Map<string, number>>();
  for (const { participants } of events) {
    for (const { actor, role } of participants) {
      const roles = parts.get(actor) ?? new Map<string, number>();
      parts.set(actor, roles.set(role, (roles.get(role) ?? 0) + 1));
    }
  }
  const rows = [...parts].flatMap(([id, roles]) => {
    const actor = dossier.actors.get(id);
    return actor === undefined ? [] : [{ actor, roles }];
  });
  if (rows.length === 0) return [];
  rows.sort(
    (a, b) =>
      actorTypes.indexOf(a.actor.type) - actorTypes.indexOf(b.actor.type) || compareNames(a.actor.name, b.actor.name),
  );
  return [
    {
      type: 'table',
      columns: ['Name', 'Who', 'Part in these events'],
      rows: rows.map(({ actor, roles }) => [
        nameOf(actor),
        [plain(positionOf(actor, dossier.actors))],
        [plain([...roles].map(([role, count]) => (count === 1 ? role : `${role} (${count})`)).join(', '))],
      ]),
    },
  ];
}

function nameOf({ name, aliases }: Actor): Span[] {
  return [strong(name), ...(aliases.length === 0 ? [] : [plain(` (${aliases.join(', ')})`)])];
}

function positionOf({ type, office, affiliations }: Actor, actors: ReadonlyMap<string, Actor>): string {
  const ties = affiliations.map(({ actor, role, date }) => {
    const body = actors.get(actor)?.name ?? actor;
    const when = date === null ? '' : ` (${dateInWords(readEdtf(date), 'short')})`;
    return `${body}${role === null || role === office ? '' : `: ${role}`}${when}`;
  });
  const known = [...(office === null ? [] : [office]), ...ties];
  return known.length === 0 ? actorTypeNames[type].singular : known.join('; ');
}

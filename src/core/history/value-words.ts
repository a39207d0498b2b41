import { parseEdtf } from '#core/dates/edtf';
import { dateInWords } from '#core/dates/words';
import { isDerived, type DeadlineRule } from '#core/model/deadline-rule';
import type { Dossier } from '#core/model/dossier';
import { originLabels, outletOf, relationVerbs, stanceVerbs } from '#core/query/vocabulary';
import { ruleInWords } from '#core/timeline/rule-words';

/** Where the names of records are looked up; a record that is gone is called by its id. */
export type Names = Pick<Dossier, 'events' | 'actors' | 'sources' | 'tracks' | 'views'>;

/** Text longer than this is cut: a history says what changed, and the record holds the rest. */
const mostShown = 240;

const dateFields = new Set(['date', 'inForce', 'published', 'accessed', 'reported', 'on', 'asKnownOn', 'from', 'to']);

/** Fields that name records, one or a list of them, and the collection they name. */
const nameFields: Readonly<Record<string, keyof Names>> = {
  actor: 'actors',
  actors: 'actors',
  speaksFor: 'actors',
  source: 'sources',
  sources: 'sources',
  derivedFrom: 'sources',
  event: 'events',
  track: 'tracks',
  tracks: 'tracks',
  view: 'views',
};

// Words of closed lists, which stand in the record with dashes.
const wordFields = new Set(['kind', 'format', 'status', 'outcome', 'undated', 'moment', 'grouping', 'preset', 'theme']);

/** What a field holds, as a person reads it; null for what is not given. */
export function valueInWords(field: string, value: unknown, names: Names): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return cut(textInWords(field, value, names));
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (field === 'rule') return ruleSentence(value as DeadlineRule, names);
  if (Array.isArray(value)) {
    const items = value.flatMap((item) => valueInWords(field, item, names) ?? []);
    return items.length === 0 ? null : cut(items.join(', '));
  }
  const parts = Object.entries(value).flatMap(([part, inner]) => {
    const words = part === 'id' || part === 'sha256' ? null : valueInWords(part, inner, names);
    return words === null ? [] : [part === 'name' ? words : `${fieldWords(part)} ${words}`];
  });
  return parts.length === 0 ? null : cut(parts.join(', '));
}

/** What a record of a collection is called. */
export function nameOf(collection: keyof Names, id: string, names: Names): string {
  const record = names[collection].get(id);
  if (record === undefined) return id;
  if ('name' in record) return record.name;
  return 'kind' in record ? (record.label ?? record.title) : outletOf(record);
}

/** `legalBasis` as "legal basis". */
export function fieldWords(field: string): string {
  if (field === 'url') return 'link';
  if (field === 'archiveUrl') return 'archived copy';
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function textInWords(field: string, text: string, names: Names): string {
  const collection = nameFields[field];
  if (collection !== undefined) return nameOf(collection, text, names);
  if (dateFields.has(field)) {
    const parsed = parseEdtf(text);
    return parsed.ok ? dateInWords(parsed.reading, 'long') : text;
  }
  if (wordFields.has(field)) return text.replaceAll('-', ' ');
  return wordOf(field, text) ?? text;
}

// The lists whose words the product has a wording for.
function wordOf(field: string, text: string): string | null {
  const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    stance: stanceVerbs,
    origin: originLabels,
  };
  return lists[field]?.[text] ?? null;
}

/** A deadline's rule: "within 100 days of entry into force: 28-point framework". */
function ruleSentence(rule: DeadlineRule, names: Names): string | null {
  if (!isDerived(rule)) return valueInWords('on', rule.on, names);
  return cut(`${ruleInWords(rule)}: ${nameOf('events', rule.from.event, names)}`);
}

/** A relation with its verb: "produced 28-point framework". */
export function relationInWords({ type, event }: { type: keyof typeof relationVerbs; event: string }, names: Names) {
  return `${relationVerbs[type].from} ${nameOf('events', event, names)}`;
}

function cut(text: string): string {
  if (text.length <= mostShown) return text;
  const start = text.slice(0, mostShown);
  return `${start.isWellFormed() ? start : start.slice(0, -1)}…`;
}

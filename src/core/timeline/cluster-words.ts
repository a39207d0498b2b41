import { counted } from '#core/counted';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent, EventKind } from '#core/model/event';
import type { MeasureText } from '#core/timeline/label-text';
import type { Cluster } from '#core/timeline/level-of-detail';

/** A cluster in the words and glyphs that it is drawn with. */
export interface ShownCluster {
  readonly cluster: Cluster;
  /** "12 events" of a pill, "3 more" of a band; a pill of one says which. */
  readonly words: string;
  /** Of a band: whom or what it hides, each once; none of a pill. */
  readonly names: readonly string[];
  /** Up to three, the most frequent first. */
  readonly glyphs: readonly EventKind[];
  /** What glyphs and words take up, in pixels. */
  readonly width: number;
}

const mostGlyphs = 3;
const glyphRoom = 17;
/** A pill's padding and border. */
const pillFrame = 20;
const chevronRoom = 18;
/** A pill is no wider than the stretch of time that it stands for. */
const widestName = 120;
/** A band looks no further for names. */
const mostNamed = 8;

/** A cluster as it is drawn. */
export function showCluster(
  cluster: Cluster,
  dossier: Pick<Dossier, 'events' | 'actors'>,
  measure: MeasureText,
): ShownCluster {
  const { form, count, kinds } = cluster;
  const glyphs = form === 'pill' ? kinds.slice(0, mostGlyphs).map(({ kind }) => kind) : [];
  const words =
    form === 'band'
      ? `${count.toLocaleString('en-GB')} more`
      : (onlyName(cluster, dossier, measure) ?? counted(count, 'event'));
  const width = measure(words, 'detail') + pillFrame + (form === 'band' ? chevronRoom : glyphs.length * glyphRoom);
  return { cluster, words, names: form === 'band' ? namesOf(cluster, dossier) : [], glyphs, width };
}

/** What the one event of a pill is called, where that has room; null otherwise. */
function onlyName(
  { count, entries }: Cluster,
  { events }: Pick<Dossier, 'events'>,
  measure: MeasureText,
): string | null {
  const event = count === 1 ? events.get(entries()[0]?.id ?? '') : undefined;
  const name = event === undefined ? null : (event.label ?? event.title);
  return name !== null && measure(name, 'detail') <= widestName ? name : null;
}

/** As many of some names as fit into `room` pixels, with an ellipsis where not all do: "Dmitriev, Wicker…". */
export function fitNames(names: readonly string[], room: number, measure: MeasureText): string {
  for (let count = names.length; count > 0; count -= 1) {
    const text = `${names.slice(0, count).join(', ')}${count < names.length ? '…' : ''}`;
    if (measure(text, 'detail') <= room) return text;
  }
  return '';
}

function namesOf(cluster: Cluster, { events, actors }: Pick<Dossier, 'events' | 'actors'>): string[] {
  const named = new Set<string>();
  for (const { id } of cluster.entries()) {
    const event = events.get(id);
    if (event !== undefined) named.add(nameFor(event, actors));
    if (named.size === mostNamed) break;
  }
  return [...named];
}

/** Who acts in an event, as briefly as they are known: a person's last name, any other's up to a comma; else its label. */
function nameFor({ participants, label, title }: DossierEvent, actors: Dossier['actors']): string {
  const actor = actors.get(participants[0]?.actor ?? '');
  if (actor === undefined) return label ?? title;
  return actor.type === 'person'
    ? (actor.name.split(' ').at(-1) ?? actor.name)
    : (actor.name.split(',')[0] ?? actor.name);
}

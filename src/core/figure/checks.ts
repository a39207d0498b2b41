import type { Body } from '#core/figure/body';
import { contrastOf } from '#core/figure/contrast';
import type { Gathered } from '#core/figure/entries';
import type { Foot } from '#core/figure/foot';
import type { Heading } from '#core/figure/heading';
import { nameOf } from '#core/figure/labels';
import { pointsPerMillimetre, type Page } from '#core/figure/page';
import type { Setting } from '#core/figure/setting';
import { isGraded, singleSourced } from '#core/figure/wording';
import { countInWords } from '#core/figure/words/english';
import type { Dossier } from '#core/model/dossier';

/** What an editor can do about a check, for the dialog to offer as a button. */
export type Remedy = { readonly type: 'height'; readonly points: number } | { readonly type: 'brief' };

/**
 * Something that was looked at before a figure goes out. *Fine* needs nothing; *note* is worth knowing and said in the
 * figure itself; *warning* is something that the figure could not do as it was asked. None stops an export.
 */
export interface Check {
  readonly level: 'fine' | 'note' | 'warning';
  readonly text: string;
  readonly remedies: readonly Remedy[];
}

/** What checks are made on. */
export interface CheckInput {
  readonly gathered: Gathered;
  readonly dossier: Dossier;
  readonly page: Page;
  readonly setting: Setting;
  readonly heading: Heading;
  readonly foot: Foot;
  readonly body: Body | null;
  readonly isJoined: boolean;
  /** The height that the page came to, in units. */
  readonly height: number;
}

/** Everything that was looked at, what needs attention first. */
export function checksFor(input: CheckInput): Check[] {
  const checks = [
    ...pageHeight(input),
    ...leftOut(input),
    ...relationsLeftOut(input),
    ...joinedLanes(input),
    ...brokenWords(input),
    ...headingChecks(input),
    ...sourceChecks(input),
    ...typeChecks(input),
  ];
  const order = { warning: 0, note: 1, fine: 2 } as const;
  return checks.sort((a, b) => order[a.level] - order[b.level]);
}

/** A check that asks for nothing, or for attention alone. */
export function check(level: Check['level'], text: string, remedies: readonly Remedy[] = []): Check {
  return { level, text, remedies };
}

function leftOut({ body, page, setting, gathered, foot }: CheckInput): Check[] {
  const checks: Check[] = [];
  if (body !== null && body.leftOut.length > 0) {
    const count = new Set(body.leftOut.flatMap(({ entries }) => entries)).size;
    const lanes = body.leftOut.map(({ lane }) => `“${lane}”`).filter((name) => name !== '“”');
    const where = lanes.length === 0 ? '' : ` in ${firstNames(lanes)}`;
    // A little more than is missing: what was left out comes back with gaps of its own.
    const points = Math.ceil(((page.height ?? page.tallest) + body.missing * 1.03 + 12) * page.unit);
    const height = `A height of ${Math.ceil(points / pointsPerMillimetre)} mm would show everything`;
    const brief = setting.isBrief ? '' : ', shorter labels would show more';
    const subject = count === 1 ? 'One event has' : `${sentence(countInWords(count))} events have`;
    const canGrow = points <= 14_400;
    checks.push(
      check(
        'warning',
        `${subject} no room${where} and ${count === 1 ? 'is' : 'are'} named in a line of “more”. ${canGrow ? height : 'Narrow the range or the filters to show everything'}${brief}.`,
        [
          ...(canGrow ? [{ type: 'height', points } as const] : []),
          ...(setting.isBrief ? [] : [{ type: 'brief' } as const]),
        ],
      ),
    );
  } else if (body !== null) checks.push(check('fine', 'Every event has its place; no labels overlap'));
  if (foot.omittedSources > 0) {
    checks.push(
      check(
        'warning',
        `${sentence(countInWords(foot.omittedSources))} of the sources have no room at the foot; it says how many.`,
      ),
    );
  }
  if (gathered.unplaced.length > 0) {
    const names = firstNames(gathered.unplaced.map((event) => `“${nameOf(event)}”`));
    const [verb, they] = gathered.unplaced.length === 1 ? ['has', 'it is'] : ['have', 'they are'];
    checks.push(check('warning', `${names} ${verb} no date that an axis can show; ${they} listed at the foot.`));
  }
  return checks;
}

function relationsLeftOut({ body }: CheckInput): Check[] {
  const count = body?.relationsLeftOut ?? 0;
  if (count === 0) return [];
  const lines = count === 1 ? 'line between events has' : 'lines between events have';
  return [check('note', `${count} ${lines} no free way here: ${count === 1 ? 'it is' : 'they are'} not drawn`)];
}

function pageHeight({ page, height }: CheckInput): Check[] {
  if (page.height === null || height <= page.height + 0.5) return [];
  const millimetres = Math.ceil((height * page.unit) / pointsPerMillimetre);
  return [
    check('warning', `Title, standfirst and sources leave too little room: the page had to be ${millimetres} mm high.`),
  ];
}

function joinedLanes({ isJoined }: CheckInput): Check[] {
  if (!isJoined) return [];
  return [check('warning', 'The page is too narrow for a column for each lane: all lanes share one line.')];
}

function brokenWords({ body }: CheckInput): Check[] {
  const nodes = (body?.groups ?? []).flatMap((group) => group.nodes);
  const runs = nodes.flatMap((node) => (node.type === 'text' ? node.runs : []));
  const words = new Set(
    runs.flatMap(({ brokenWord }) => (brokenWord === undefined ? [] : [`“${beginningOf(brokenWord)}”`])),
  );
  if (words.size === 0) return [];
  const verb = words.size === 1 ? 'is' : 'are';
  const text = `${firstNames([...words])} ${verb} broken across lines: a wider page, fewer lanes or other labels give more room`;
  return [check('note', text)];
}

/** A word, or as much of it as tells which one it is. */
function beginningOf(word: string): string {
  return word.length > 40 ? `${word.slice(0, 39)}…` : word;
}

function headingChecks({ heading }: CheckInput): Check[] {
  const { titleLines, standfirstLines } = heading;
  const lines = (count: number) => (count === 1 ? 'one line' : `${countInWords(count)} lines`);
  return [
    titleLines > 2
      ? check('warning', `The title takes ${lines(titleLines)}; two read better.`)
      : check('fine', `Title on ${lines(titleLines)}`),
    ...(standfirstLines > 2
      ? [check('warning', `The standfirst takes ${lines(standfirstLines)}; two read better.`)]
      : []),
  ];
}

function sourceChecks({ gathered, dossier, setting }: CheckInput): Check[] {
  const { entries, sources } = gathered;
  if (entries.length === 0) return [];
  const checks: Check[] = [];
  const uncited = entries.filter(({ numbers }) => numbers.length === 0).length;
  checks.push(
    uncited === 0
      ? check('fine', 'Every event cites a source')
      : check('note', `${counted(uncited, 'event cites', 'events cite')} no source`),
  );
  const single = singleSourced(gathered, dossier);
  if (single > 0) {
    const noted = setting.show.notes ? ', noted at the foot' : '';
    checks.push(check('note', `${counted(single, 'event', 'events')} on a single source${noted}`));
  }
  const ungraded = sources.filter((id) => {
    const source = dossier.sources.get(id);
    return source !== undefined && !isGraded(source);
  }).length;
  if (ungraded > 0) checks.push(check('note', `${counted(ungraded, 'source', 'sources')} not graded`));
  return checks;
}

function typeChecks({ page, setting }: CheckInput): Check[] {
  const { type, palette } = setting;
  const points = (size: number) => Math.round(size * page.unit * 10) / 10;
  const contrast = Math.min(
    ...[palette.ink, palette.quietInk, palette.faintInk].map((ink) => contrastOf(ink, palette.sunken)),
  );
  return [
    check('fine', `Notes at ${points(type.note.size)} pt, labels at ${points(type.label.size)} pt`),
    check('fine', `Text contrast ${Math.floor(contrast * 10) / 10}:1 or better`),
    check('fine', 'Description for screen readers'),
  ];
}

function counted(amount: number, one: string, many: string): string {
  return `${amount} ${amount === 1 ? one : many}`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A few names, and how many more there are. */
function firstNames(names: readonly string[]): string {
  const [few, more] = [names.slice(0, 5), names.length - 5];
  return more > 0 ? `${few.join(', ')} and ${countInWords(more)} more` : few.join(', ');
}

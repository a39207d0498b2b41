import { acrossBody } from '#core/figure/across-body';
import type { Body, BodyFrame } from '#core/figure/body';
import { checksFor, type Check } from '#core/figure/checks';
import { citedIn, renumbered } from '#core/figure/citations';
import { downBody, isTooNarrowForLanes } from '#core/figure/down-body';
import { gather, type FigureSelection } from '#core/figure/entries';
import { drawFoot } from '#core/figure/foot';
import { drawHeading, drawLegend } from '#core/figure/heading';
import type { Page } from '#core/figure/page';
import { palettes } from '#core/figure/palette';
import { drawPanel, layPanel } from '#core/figure/panel';
import { scaleScene } from '#core/figure/scale-scene';
import {
  flat,
  polyline,
  stroke,
  type MeasureText,
  type Scene,
  type SceneGroup,
  type SceneNode,
} from '#core/figure/scene';
import type { Setting } from '#core/figure/setting';
import { run } from '#core/figure/text-setting';
import { descriptionFor, standfirstFor } from '#core/figure/wording';
import { wordsByLocale } from '#core/figure/words/by-locale';
import type { Figure } from '#core/model/view';

/** How a figure is to look. */
export interface FigureOptions {
  readonly page: Page;
  /** Null takes the dossier's title. */
  readonly title: string | null;
  /** Null says what is shown and what is not known, from the record. */
  readonly standfirst: string | null;
  readonly theme: Figure['options']['theme'];
  readonly locale: Figure['options']['locale'];
  readonly isBrief: boolean;
  readonly show: Figure['options']['show'];
}

/** A figure, and what was looked at on the way: what it could not show as it should comes first. */
export interface LaidOut {
  readonly scene: Scene;
  readonly checks: readonly Check[];
}

/** The least height of a timeline, whatever its heading and foot would take. */
const leastBody = 120;

/**
 * Lays a selection of events out as a page: heading, legend, axis, lanes, sources, credit. A pure function: the same
 * selection, options and metrics give the same scene. Labels never overlap; what finds no place is named and warned of.
 */
export function layOut(selection: FigureSelection, options: FigureOptions, measure: MeasureText): LaidOut {
  const { page, show, isBrief } = options;
  const words = wordsByLocale[options.locale];
  const palette = palettes[options.theme];
  const setting: Setting = { type: page.type, palette, words, measure, show, isBrief };
  const { dossier, today } = selection;
  const frame = { left: page.margin, width: page.width - 2 * page.margin };
  const isDown = page.flow === 'down';

  const inLanes = gather(selection, words, show.undated);
  const isJoined =
    isDown &&
    !selection.isSingleLine &&
    inLanes.lanes.length > 1 &&
    isTooNarrowForLanes(inLanes.lanes.length, frame.width);
  const gathered = isJoined ? gather({ ...selection, isSingleLine: true }, words, show.undated) : inLanes;

  const text = {
    title: options.title ?? dossier.title,
    standfirst: options.standfirst ?? standfirstFor(gathered, words),
  };
  const heading = drawHeading(text, { ...frame, top: Math.max(page.margin - 9, 2) }, setting);
  const legend = drawLegend(gathered.entries, { ...frame, top: heading.bottom + 8 }, setting);
  const footOf = (sources: readonly string[], top: number) => {
    const notesHeight = (page.height ?? page.tallest) * 0.24;
    return drawFoot({ ...gathered, sources }, dossier, today, { ...frame, top, notesHeight }, setting);
  };
  const heightOfFoot = (sources: readonly string[]) => footOf(sources, 0).bottom + 6 + Math.max(page.margin * 0.3, 2);
  const footHeight = heightOfFoot(gathered.sources);
  const top = legend.bottom + 7;
  const bodyFrameAbove = (below: number): BodyFrame => {
    const lowest = Math.max(page.tallest - footHeight - below, top + leastBody);
    const bottom = page.height === null ? null : lowest;
    return { left: frame.left, right: frame.left + frame.width, top, bottom, lowest };
  };
  const bodyIn = (bodyFrame: BodyFrame, remarks: readonly string[]) =>
    gathered.entries.length === 0
      ? null
      : (isDown ? downBody : acrossBody)({
          gathered: { ...gathered, panels: remarks },
          selection,
          setting,
          frame: bodyFrame,
        });
  const roomy = bodyIn(bodyFrameAbove(0), gathered.panels);
  const homeless = gathered.panels.filter((remark) => roomy?.panels.includes(remark) !== true);
  const panels = homeless.map((remark) => layPanel(remark, frame.width, setting));
  const panelHeight = panels.reduce((sum, panel) => sum + panel.height + 8, 0);
  const bodyFrame = bodyFrameAbove(panelHeight);
  const placed = gathered.panels.filter((remark) => !homeless.includes(remark));
  const body = homeless.length === 0 ? roomy : bodyIn(bodyFrame, placed);
  const drawn = body ?? emptyBody(bodyFrame, setting);
  const panelTop = drawn.bottom + 8;
  const panelNodes = panels.flatMap((panel, index) => {
    const above = panels.slice(0, index).reduce((sum, each) => sum + each.height + 8, 0);
    return drawPanel(panel, frame.left, panelTop + above, setting);
  });
  // What has no room and is named in a line of "more" cites nothing: its sources leave the list, and the others close up.
  const cited = citedIn(drawn.groups);
  const sources = cited.flatMap((number) => gathered.sources[number - 1] ?? []);
  const finalFootHeight = heightOfFoot(sources);
  const needed = drawn.bottom + panelHeight + finalFootHeight;
  const height = Math.max(page.height ?? 0, needed);
  const drawnFoot = footOf(sources, height - finalFootHeight + 6);

  const paper: SceneNode = { type: 'rect', x: 0, y: 0, width: page.width, height, fill: flat(palette.paper) };
  const description = descriptionFor(gathered, dossier, words, isDown);
  const scene: Scene = {
    width: page.width,
    height,
    language: words.dates.tag,
    title: text.title,
    description: [text.standfirst, description].filter((part) => part !== '').join(' '),
    groups: [
      { name: 'Paper', nodes: [paper] },
      { name: 'Heading', nodes: heading.nodes },
      { name: 'Legend', nodes: legend.nodes },
      ...renumbered(drawn.groups, cited),
      { name: 'Panels', nodes: panelNodes },
      { name: 'Sources', nodes: drawnFoot.nodes },
    ].filter((group) => group.nodes.length > 0),
  };
  return {
    scene: scaleScene(scene, page.unit),
    checks: checksFor({ gathered, dossier, page, setting, heading, foot: drawnFoot, body, isJoined, height }),
  };
}

function emptyBody(frame: BodyFrame, setting: Setting): Pick<Body, 'groups' | 'bottom'> {
  const { type, palette, measure, words } = setting;
  const { left, right, top } = frame;
  const bottom = frame.bottom ?? top + leastBody;
  const x = Math.max(left, left + (right - left - measure(words.noEvent, type.standfirst)) / 2);
  const rule = (y: number) =>
    polyline(
      [
        { x: left, y },
        { x: right, y },
      ],
      stroke(palette.rule, 0.6),
    );
  const runs = [run(words.noEvent, type.standfirst, palette.quietInk)];
  const nodes: SceneNode[] = [
    rule(top),
    { type: 'text', x, y: (top + bottom) / 2 + 4, anchor: 'start', runs },
    rule(bottom),
  ];
  const groups: SceneGroup[] = [{ name: 'Empty', nodes }];
  return { groups, bottom };
}

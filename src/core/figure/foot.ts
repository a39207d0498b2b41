import type { Gathered } from '#core/figure/entries';
import type { Block } from '#core/figure/heading';
import { nameOf } from '#core/figure/labels';
import type { SceneNode, TextRun } from '#core/figure/scene';
import type { Setting } from '#core/figure/setting';
import { run, widthOf, wrap, type SetLine } from '#core/figure/text-setting';
import { longDay, singleSourceSentence, sourceInWords } from '#core/figure/wording';
import type { Dossier } from '#core/model/dossier';

const gutter = 18;
/** How many events that are not drawn the foot names. */
const mostNames = 12;

interface FootFrame {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  /** The most that the list of sources may take; what finds no room is counted and warned of. */
  readonly notesHeight: number;
}

/** The foot of the page, and how many sources its list had no room for. */
export interface Foot extends Block {
  readonly omittedSources: number;
}

/** The sources by number in up to three columns, what is not drawn, how much rests on one source, and the credit. */
export function drawFoot(
  gathered: Gathered,
  dossier: Dossier,
  today: number,
  frame: FootFrame,
  setting: Setting,
): Foot {
  const { type, palette, measure, words, show } = setting;
  const leading = type.note.size * 1.31;
  const nodes: SceneNode[] = [];
  let y = frame.top;
  const put = (x: number, baseline: number, line: SetLine, anchor: 'start' | 'end' = 'start') => {
    nodes.push({ type: 'text', x, y: baseline, anchor, runs: line.runs });
  };
  const paragraph = (text: string) => {
    for (const line of wrap([run(text, type.note, palette.faintInk)], frame.width, measure)) {
      y += leading + 1;
      put(frame.left, y, line);
    }
  };

  const all = show.notes ? notesFor(gathered, dossier, setting) : [];
  const most = Math.max(1, Math.floor(frame.notesHeight / leading));
  const { columns, omitted } = inColumns(all, frame.width, most, setting);
  if (columns.length > 0) {
    y += 8;
    put(frame.left, y, { runs: [run(words.sources, type.noteNumber, palette.quietInk)], width: 0 });
    const pitch = (frame.width + gutter) / columns.length;
    for (const [index, lines] of columns.entries()) {
      for (const [row, line] of lines.entries()) put(frame.left + index * pitch, y + leading + 1 + row * leading, line);
    }
    y += leading + 1 + (Math.max(...columns.map((lines) => lines.length)) - 1) * leading;
    if (omitted > 0) paragraph(words.moreSources(omitted));
  }
  if (gathered.unplaced.length > 0) {
    const names = gathered.unplaced.map(nameOf);
    const more = names.length > mostNames ? '; …' : '';
    paragraph(words.notDrawn(`${names.slice(0, mostNames).join('; ')}${more}`));
  }

  const single = show.notes ? singleSourceSentence(gathered, dossier, words) : null;
  const credit = words.credit(dossier.title, longDay(today, words));
  const room = frame.width - measure(credit, type.note) - gutter;
  if (room >= (single === null ? 0 : measure(single, type.note))) {
    y += leading + 2;
    if (single !== null) put(frame.left, y, { runs: [run(single, type.note, palette.faintInk)], width: 0 });
    put(frame.left + frame.width, y, { runs: [run(credit, type.note, palette.faintInk)], width: 0 }, 'end');
  } else {
    if (single !== null) paragraph(single);
    paragraph(credit);
  }
  return { nodes, bottom: y + 3, omittedSources: omitted };
}

function notesFor({ sources }: Gathered, dossier: Dossier, { type, palette, words, show }: Setting): TextRun[][] {
  return sources.flatMap((id, index) => {
    const source = dossier.sources.get(id);
    if (source === undefined) return [];
    return [
      [
        run(`${index + 1} `, type.noteNumber, palette.quietInk),
        run(sourceInWords(source, words, show.grades), type.note, palette.quietInk),
      ],
    ];
  });
}

/** As many columns as notes can fill, at most three, each note whole in one of them, none taller than `most` lines. */
function inColumns(notes: readonly TextRun[][], width: number, most: number, { measure }: Setting) {
  if (notes.length === 0) return { columns: [], omitted: 0 };
  const room = width >= 780 ? 3 : width >= 440 ? 2 : 1;
  const columnCount = Math.min(room, Math.ceil(notes.length / 2));
  const columnWidth = (width + gutter) / columnCount - gutter;
  const set = notes.map((note) =>
    widthOf(note, measure) <= columnWidth ? [{ runs: note, width: 0 }] : wrap(note, columnWidth, measure),
  );
  const longest = Math.max(...set.map((lines) => lines.length));
  for (let height = Math.max(longest, Math.ceil(set.flat().length / columnCount)); height <= most; height += 1) {
    const columns = filled(set, height);
    if (columns.length <= columnCount) return { columns, omitted: 0 };
  }
  const columns = filled(set, Math.max(most, longest)).slice(0, columnCount);
  const kept = columns.flat().filter(({ runs }) => runs[0]?.font.weight === 600).length;
  return { columns, omitted: notes.length - kept };
}

/** Notes one after the other in columns of at most `height` lines. */
function filled(notes: readonly SetLine[][], height: number): SetLine[][] {
  const columns: SetLine[][] = [];
  for (const lines of notes) {
    const column = columns.at(-1);
    if (column === undefined || column.length + lines.length > height) columns.push([...lines]);
    else column.push(...lines);
  }
  return columns;
}

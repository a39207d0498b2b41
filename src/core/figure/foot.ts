import type { Gathered } from '#core/figure/entries';
import type { Block } from '#core/figure/heading';
import { nameOf } from '#core/figure/labels';
import type { Palette } from '#core/figure/palette';
import type { MeasureText, SceneNode } from '#core/figure/scene';
import { run, type, widthOf, wrap, type SetLine } from '#core/figure/text-setting';
import { creditFor, singleSourceSentence, sourceInWords } from '#core/figure/wording';
import type { Dossier } from '#core/model/dossier';

const leading = 11;
const gutter = 18;

interface FootFrame {
  readonly left: number;
  readonly width: number;
  readonly top: number;
}

/** The sources by number in up to three columns, what is not drawn, how much rests on one source, and the credit. */
export function drawFoot(
  gathered: Gathered,
  dossier: Dossier,
  today: number,
  frame: FootFrame,
  palette: Palette,
  measure: MeasureText,
): Block {
  const nodes: SceneNode[] = [];
  let y = frame.top;
  const put = (x: number, baseline: number, line: SetLine, anchor: 'start' | 'end' = 'start') => {
    nodes.push({ type: 'text', x, y: baseline, anchor, runs: line.runs });
  };

  const notes = notesFor(gathered, dossier, palette);
  if (notes.length > 0) {
    y += 8;
    put(frame.left, y, { runs: [run('Sources', type.noteNumber, palette.quietInk)], width: 0 });
    const columns = inColumns(notes, frame.width, measure);
    const pitch = (frame.width + gutter) / columns.length;
    for (const [index, lines] of columns.entries()) {
      for (const [row, line] of lines.entries()) put(frame.left + index * pitch, y + 12 + row * leading, line);
    }
    y += 12 + (Math.max(...columns.map((lines) => lines.length)) - 1) * leading;
  }

  const paragraph = (text: string) => {
    for (const line of wrap([run(text, type.note, palette.faintInk)], frame.width, measure)) {
      y += leading + 1;
      put(frame.left, y, line);
    }
  };
  if (gathered.unplaced.length > 0)
    paragraph(`Not drawn, for want of a date that an axis can show: ${gathered.unplaced.map(nameOf).join('; ')}.`);

  const single = singleSourceSentence(gathered, dossier);
  const credit = creditFor(dossier, today);
  const room = frame.width - measure(credit, type.note) - gutter;
  if (room >= (single === null ? 0 : measure(single, type.note))) {
    y += leading + 1;
    if (single !== null) put(frame.left, y, { runs: [run(single, type.note, palette.faintInk)], width: 0 });
    put(frame.left + frame.width, y, { runs: [run(credit, type.note, palette.faintInk)], width: 0 }, 'end');
  } else {
    if (single !== null) paragraph(single);
    paragraph(credit);
  }
  return { nodes, bottom: y + 3 };
}

function notesFor({ sources }: Gathered, dossier: Dossier, palette: Palette) {
  return sources.flatMap((id, index) => {
    const source = dossier.sources.get(id);
    if (source === undefined) return [];
    return [
      [
        run(`${index + 1} `, type.noteNumber, palette.quietInk),
        run(sourceInWords(source), type.note, palette.quietInk),
      ],
    ];
  });
}

/** As many columns as notes can fill, at most three, each note whole in one of them. */
function inColumns(notes: ReturnType<typeof notesFor>, width: number, measure: MeasureText): SetLine[][] {
  const most = width >= 780 ? 3 : width >= 440 ? 2 : 1;
  const columnCount = Math.min(most, Math.ceil(notes.length / 2));
  const columnWidth = (width + gutter) / columnCount - gutter;
  const set = notes.map((note) =>
    widthOf(note, measure) <= columnWidth ? [{ runs: note, width: 0 }] : wrap(note, columnWidth, measure),
  );
  const longest = Math.max(...set.map((lines) => lines.length));
  for (let height = Math.max(longest, Math.ceil(set.flat().length / columnCount)); ; height += 1) {
    const columns = filled(set, height);
    if (columns.length <= columnCount) return columns;
  }
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

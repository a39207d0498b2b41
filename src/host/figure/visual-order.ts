import bidiFactory from 'bidi-js';
import { directed, hasRightToLeft } from '#core/figure/direction';
import type { TextRun } from '#core/figure/scene';

const bidi = bidiFactory();

/** A part of a run that is written in one direction. */
export interface VisualPart {
  readonly run: TextRun;
  readonly text: string;
  readonly isRightToLeft: boolean;
}

/**
 * The runs of a line in parts of one direction, in the order in which they stand from left to right (Unicode Standard
 * Annex 9, rules L2 and L4). The text of a part stays in the order in which it is read.
 */
export function inVisualOrder(runs: readonly TextRun[]): VisualPart[] {
  if (!runs.some((run) => hasRightToLeft(run.text))) {
    return runs.map((run) => ({ run, text: run.text, isRightToLeft: false }));
  }
  const marked = runs.map((run) => directed(run.text));
  const line = marked.join('');
  const { levels } = bidi.getEmbeddingLevels(line, 'ltr');
  const parts: { run: TextRun; text: string; level: number }[] = [];
  let index = 0;
  for (const [number, run] of runs.entries()) {
    let isNewRun = true;
    for (const unit of (marked[number] ?? '').split('')) {
      const level = levels[index] ?? 0;
      index += 1;
      if (/[\u200E\u200F]/.test(unit)) continue;
      const letter = level % 2 === 1 ? (bidi.getMirroredCharacter(unit) ?? unit) : unit;
      const last = parts.at(-1);
      if (!isNewRun && last?.level === level) last.text += letter;
      else parts.push({ run, text: letter, level });
      isNewRun = false;
    }
  }
  const highest = Math.max(...parts.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let start = 0; start < parts.length; start += 1) {
      let end = start;
      while (end < parts.length && (parts[end]?.level ?? 0) >= level) end += 1;
      if (end - start > 1) parts.splice(start, end - start, ...parts.slice(start, end).toReversed());
      start = Math.max(start, end);
    }
  }
  return parts.map(({ run, text, level }) => ({ run, text, isRightToLeft: level % 2 === 1 }));
}

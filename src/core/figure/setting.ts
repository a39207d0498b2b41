import type { TypeScale } from '#core/figure/page';
import type { Palette } from '#core/figure/palette';
import type { MeasureText } from '#core/figure/scene';
import type { FigureWords } from '#core/figure/words/figure-words';
import type { Figure } from '#core/model/view';

/** What everything in a figure is set with: type, colours, language, and the editor's choices of what to say. */
export interface Setting {
  readonly type: TypeScale;
  readonly palette: Palette;
  readonly words: FigureWords;
  readonly measure: MeasureText;
  readonly show: Figure['options']['show'];
  readonly isBrief: boolean;
}

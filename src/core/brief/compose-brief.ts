import { heading, type Block, type Brief } from '#core/brief/brief';
import { chronology } from '#core/brief/chronology';
import type { BriefContext, BriefOrder } from '#core/brief/context';
import { deadlinesAhead } from '#core/brief/deadlines-ahead';
import { disputedPoints } from '#core/brief/disputes';
import { measuresInForce } from '#core/brief/measures-in-force';
import { NoteBook } from '#core/brief/note-book';
import { whoIsWho } from '#core/brief/people';
import { summary } from '#core/brief/summary';
import { formatDay } from '#core/dates/calendar-day';
import { readEdtf } from '#core/dates/edtf';
import { dateInWords } from '#core/dates/words';
import { nothingToShow, type Selected } from '#core/query/selection';

/** What may be chosen besides the events. */
export interface BriefOptions {
  readonly order: BriefOrder;
  /** Null takes the dossier's. */
  readonly title: string | null;
}

/**
 * A background brief of the events selected, from the record alone: the same selection on the same day gives the same
 * brief. A section with nothing to say is left out. Throws `nothing-to-show` where no event is selected.
 */
export function composeBrief(selected: Selected, { order, title }: BriefOptions): Brief {
  const { dossier, events, today } = selected;
  if (events.length === 0) throw nothingToShow(dossier);
  const notes = new NoteBook(dossier);
  const context: BriefContext = { ...selected, order, shown: new Set(events.map(({ id }) => id)), notes };
  const section = (name: string, blocks: readonly Block[]): Block[] =>
    blocks.length === 0 ? [] : [heading(2, name), ...blocks];

  const blocks = [
    ...section('Summary', summary(context)),
    ...section('Chronology', chronology(context)),
    ...section('Who’s who', whoIsWho(context)),
    ...section('Deadlines ahead', deadlinesAhead(context)),
    ...section(`Measures in force on ${dayInWords(today)}`, measuresInForce(context)),
    ...section('Disputed points', disputedPoints(context)),
    ...section('Timeline', [{ type: 'figure', caption: `The events on a timeline, as of ${dayInWords(today)}.` }]),
  ];
  return {
    title: title ?? dossier.title,
    subtitle: `Background brief, as of ${dayInWords(today)}. Dossier: ${dossier.title}.`,
    blocks,
    notes: notes.notes,
  };
}

function dayInWords(today: number): string {
  return dateInWords(readEdtf(formatDay(today)), 'short');
}

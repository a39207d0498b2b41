import type { Attachment } from 'svelte/attachments';

/** What a field of one line, and one of running text, can hold: the limits of the record. */
export const mostInLine = 1000;
export const mostInText = 100_000;

// A field that was asked already has answered for all that stand around it.
const judged = new WeakSet<Event>();

/**
 * Turns away pasted or dropped text that a field cannot hold, before it reaches the field: a browser may stand still over
 * it. What stood there stays. `refuse` hears why, and null once something fits again.
 */
export function limitPaste(most: number, refuse: (reason: string | null) => void): Attachment<HTMLElement> {
  return (element) => {
    const take = (event: Event, data: DataTransfer | null) => {
      const field = event.target;
      const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
      if (judged.has(event) || data === null || !isField) return;
      judged.add(event);
      const given = data.getData('text/plain').length;
      const replaced = (field.selectionEnd ?? 0) - (field.selectionStart ?? 0);
      const room = Math.max(0, most - (field.value.length - replaced));
      const reason = given > room ? refusal(given, room, most) : refusalOfWord(data.getData('text/plain'));
      if (reason !== null) event.preventDefault();
      refuse(reason);
    };
    const onpaste = (event: ClipboardEvent) => take(event, event.clipboardData);
    const ondrop = (event: DragEvent) => take(event, event.dataTransfer);
    element.addEventListener('paste', onpaste);
    element.addEventListener('drop', ondrop);
    return () => {
      element.removeEventListener('paste', onpaste);
      element.removeEventListener('drop', ondrop);
    };
  };
}

// The time that Chromium takes to break one word over lines grows with the square of its length: 20,000 letters take
// seconds. Scripts that are written without spaces break anywhere, and take none.
const endlessWord = /[^\s\u0e00-\u109f\u1780-\u17ff\u2e80-\uffff]{5001}/;

function refusalOfWord(text: string): string | null {
  if (!endlessWord.test(text)) return null;
  return 'was given a single word of more than 5,000 characters to paste, which is no text; nothing was pasted';
}

function refusal(given: number, room: number, most: number): string {
  const count = (characters: number) => `${characters.toLocaleString('en')} characters`;
  const left = room === most ? '' : `, of which ${room.toLocaleString('en')} are free`;
  return `was given ${count(given)} to paste and holds at most ${most.toLocaleString('en')}${left}; nothing was pasted`;
}

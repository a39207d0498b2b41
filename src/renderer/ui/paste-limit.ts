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
      if (given > room) event.preventDefault();
      refuse(given > room ? refusal(given, room, most) : null);
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

function refusal(given: number, room: number, most: number): string {
  const count = (characters: number) => `${characters.toLocaleString('en')} characters`;
  const left = room === most ? '' : `, of which ${room.toLocaleString('en')} are free`;
  return `was given ${count(given)} to paste and holds at most ${most.toLocaleString('en')}${left}; nothing was pasted`;
}

import type { Attachment } from 'svelte/attachments';

const bringsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

/**
 * Takes a file that is dropped anywhere on the part of the window around an element. `onover` hears whether one hangs
 * above it.
 */
export function takeDrops(
  around: string,
  onover: (isOver: boolean) => void,
  ontake: (file: File | undefined) => void,
): Attachment<HTMLElement> {
  return (element) => {
    const place = element.closest<HTMLElement>(around) ?? element;
    const over = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      onover(true);
    };
    const leave = (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node) || !place.contains(event.relatedTarget)) onover(false);
    };
    const drop = (event: DragEvent) => {
      onover(false);
      if (!bringsFiles(event)) return;
      event.preventDefault();
      ontake(event.dataTransfer?.files[0]);
    };
    place.addEventListener('dragover', over);
    place.addEventListener('dragleave', leave);
    place.addEventListener('drop', drop);
    return () => {
      place.removeEventListener('dragover', over);
      place.removeEventListener('dragleave', leave);
      place.removeEventListener('drop', drop);
    };
  };
}

/** Keeps a file that is dropped where nothing takes it from being opened in the window's place. */
export function refuseStrayDrop(event: DragEvent): void {
  if (event.defaultPrevented || !bringsFiles(event)) return;
  event.preventDefault();
  if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
}

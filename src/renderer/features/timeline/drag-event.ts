import type { Attachment } from 'svelte/attachments';
import { dateStep, stepsIn, type DateEnd } from '#core/dates/shift-date';
import { drawnBox } from '#core/timeline/relation-ground';
import type { TimelineController } from '#renderer/features/timeline/timeline-controller.svelte.ts';
import type { EventMoves } from '#renderer/state/event-moves.svelte.ts';

/** The pointer drags once it has gone this far; before, it clicks. */
const slackPx = 4;
/** This near to the end of a bar, the end is taken rather than the bar. */
const endPx = 6;
const rowTouchPx = 22;
const tallTouchPx = 38;

interface Grip {
  readonly event: string;
  readonly lane: string;
  readonly end: DateEnd | null;
}

/**
 * Drags events of the plot in time and between lanes. What has an end in view is dragged; a bar that spans the view is
 * ground to pan by, as is an event that cannot move. A press that may become a drag is kept from vis-timeline, which would
 * pan; one that does not is a click.
 */
export function dragEvent(
  controller: TimelineController,
  moves: EventMoves,
  onclick: (event: string, lane: string) => void,
): Attachment<HTMLElement> {
  return (element) => {
    let pressed: { readonly x: number; readonly y: number; readonly grip: Grip; isDrag: boolean } | null = null;

    const gripAt = (event: PointerEvent): Grip | null => {
      const place = element.getBoundingClientRect();
      return gripIn(controller, event.clientX - place.left, event.clientY - place.top);
    };

    const onpointerdown = (event: PointerEvent) => {
      if (event.button !== 0 || event.ctrlKey || event.shiftKey || event.metaKey || moves.now !== null) return;
      const grip = gripAt(event);
      if (grip === null || !moves.canMove(grip.event)) return;
      pressed = { x: event.clientX, y: event.clientY, grip, isDrag: false };
      event.stopPropagation();
    };

    const onpointermove = (event: PointerEvent) => {
      if (pressed === null) {
        if (event.buttons === 0) element.classList.toggle('on-end', (gripAt(event)?.end ?? null) !== null);
        return;
      }
      const across = event.clientX - pressed.x;
      if (!pressed.isDrag) {
        if (Math.hypot(across, event.clientY - pressed.y) <= slackPx) return;
        const { event: id, lane, end } = pressed.grip;
        if (!moves.begin(id, lane, end, false)) return void (pressed = null);
        pressed.isDrag = true;
        element.setPointerCapture(event.pointerId);
      }
      follow(event, across);
    };

    const follow = (event: PointerEvent, across: number) => {
      const now = moves.now;
      if (now === null || controller.scale === null) return;
      const step = dateStep(now.end === null ? now.edtf : (now.edtf.split('/')[now.end === 'start' ? 0 : 1] ?? ''));
      if (step !== null) moves.moveTo(stepsIn(across * controller.scale.msPerPx, step));
      const y = event.clientY - element.getBoundingClientRect().top;
      const lane = controller.layout.stack?.lanes.find(({ top, height }) => y >= top && y < top + height);
      if (lane !== undefined) moves.holdOver(lane.id);
    };

    const onpointerup = () => {
      if (pressed === null) return;
      if (pressed.isDrag) {
        // Esc has cancelled it where nothing is on the move.
        moves.drop();
        // The click that a browser sends after the drag selects nothing.
        element.addEventListener('click', stop, { capture: true, once: true });
        setTimeout(() => element.removeEventListener('click', stop, { capture: true }));
      } else onclick(pressed.grip.event, pressed.grip.lane);
      pressed = null;
    };
    const stop = (event: Event) => event.stopPropagation();
    const oncancel = () => {
      if (pressed !== null) moves.cancel();
      pressed = null;
    };

    element.addEventListener('pointerdown', onpointerdown, { capture: true });
    element.addEventListener('pointermove', onpointermove);
    element.addEventListener('pointerup', onpointerup);
    element.addEventListener('pointercancel', oncancel);
    return () => {
      element.removeEventListener('pointerdown', onpointerdown, { capture: true });
      element.removeEventListener('pointermove', onpointermove);
      element.removeEventListener('pointerup', onpointerup);
      element.removeEventListener('pointercancel', oncancel);
    };
  };
}

/** The event at a place on the plot, and which part of it. */
function gripIn({ layout: { rows }, scale }: TimelineController, x: number, y: number): Grip | null {
  if (scale === null) return null;
  const offset = scale.window.from / scale.msPerPx;
  for (const { lane, row, items } of rows) {
    if (y < row.top || y > row.top + (row.height > 40 ? tallTouchPx : rowTouchPx)) continue;
    for (const placed of items) {
      if (x < placed.left - offset || x > placed.right - offset) continue;
      const box = drawnBox(placed, row.top, scale);
      const isStartInView = box.left > 0;
      const isEndInView = box.right < scale.width;
      if (!isStartInView && !isEndInView) return null;
      const isOnBar = placed.mark.shape === 'bar' && y >= box.top - 2 && y <= box.bottom + 2;
      const isAtStart = isOnBar && isStartInView && Math.abs(x - box.left) <= endPx;
      const isAtEnd = isOnBar && isEndInView && Math.abs(x - box.right) <= endPx;
      return { event: placed.drawable.id, lane, end: isAtEnd ? 'end' : isAtStart ? 'start' : null };
    }
  }
  return null;
}

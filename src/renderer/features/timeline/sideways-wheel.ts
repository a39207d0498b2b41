import type { Attachment } from 'svelte/attachments';
import { zoomStep, type TimelineController } from '#renderer/features/timeline/timeline-controller.svelte.ts';

/** A plain wheel scrolls the lanes; with Shift, or sideways, it pans. With Ctrl vis-timeline zooms about the pointer. */
export function sidewaysWheel(controller: TimelineController): Attachment<HTMLElement> {
  return (element) => {
    const onwheel = (event: WheelEvent) => {
      if (event.ctrlKey) return;
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (Math.abs(sideways) < Math.abs(event.shiftKey ? 0 : event.deltaY) || sideways === 0) return;
      event.preventDefault();
      controller.panBy(sideways / Math.max(controller.width, 1), false);
    };
    element.addEventListener('wheel', onwheel, { passive: false });
    return () => element.removeEventListener('wheel', onwheel);
  };
}

/** With Ctrl, and by a pinch, the wheel zooms also where vis-timeline does not hear it: over the axis, heads and overview. */
export function zoomWheel(controller: TimelineController): Attachment<HTMLElement> {
  return (element) => {
    const onwheel = (event: WheelEvent) => {
      if (!event.ctrlKey || event.defaultPrevented || controller.scale === null) return;
      event.preventDefault();
      const px = event.clientX - element.getBoundingClientRect().left;
      const at = controller.scale.toMs(Math.min(Math.max(px, 0), controller.width));
      controller.zoomAbout(at, Math.pow(zoomStep, Math.sign(event.deltaY)), false);
    };
    element.addEventListener('wheel', onwheel, { passive: false });
    return () => element.removeEventListener('wheel', onwheel);
  };
}

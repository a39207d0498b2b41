import type { Attachment } from 'svelte/attachments';
import type { RenderedFigure } from '#api/contract';

/** Shows a figure as the host drew it: its SVG becomes part of the page, where the page's fonts reach it. */
export function paperOf({ content }: RenderedFigure): Attachment<HTMLElement> {
  return (element) => {
    const { documentElement } = new DOMParser().parseFromString(content, 'image/svg+xml');
    element.replaceChildren(document.adoptNode(documentElement));
  };
}

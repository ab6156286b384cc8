import type { Attachment } from 'svelte/attachments';

const NEAR_END_PX = 32;

/**
 * While `on`, the end stays in sight as `content` changes, unless the reader has scrolled away from it. What can be
 * scrolled can also be focused, so that the keyboard reaches it.
 */
export function keepToEnd(on: () => boolean, content: () => unknown): Attachment<HTMLElement> {
  return (element) => {
    let atEnd = true;
    let top = 0;
    const scrolled = (): void => {
      // What is above fades out at the edge.
      element.toggleAttribute('data-scrolled', element.scrollTop > 0);
      const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
      // Only upwards somebody scrolls away: the end can also leave, when what stands below takes room.
      atEnd = isNear || (atEnd && element.scrollTop >= top);
      top = element.scrollTop;
    };
    const keep = (): void => {
      element.tabIndex = element.scrollHeight > element.clientHeight ? 0 : -1;
      if (on() && atEnd) element.scrollTop = element.scrollHeight;
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    const resized = new ResizeObserver(keep);
    resized.observe(element);
    $effect(() => {
      content();
      keep();
    });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', scrolled);
    };
  };
}

import type { Attachment } from 'svelte/attachments';

const FLASH_MS = 240;
const last = new WeakMap<Element, unknown>();

/** A cell whose value changes lights up for a moment; not when it is drawn for the first time. */
export function flash(value: unknown): Attachment<HTMLElement> {
  return (cell) => {
    if (last.has(cell) && last.get(cell) !== value && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
      cell.animate([{ backgroundColor: 'var(--accent-soft)' }, {}], FLASH_MS);
    }
    last.set(cell, value);
  };
}

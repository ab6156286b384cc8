type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target' | 'defaultPrevented'>;

const TAKES_KEYS = 'input, textarea, select, [contenteditable], dialog';

/** The key as a command to the page; null when it was pressed for something else, a field that is written in. */
export function shortcutOf({ key, ctrlKey, metaKey, altKey, target, defaultPrevented }: Key): string | null {
  if (ctrlKey || metaKey || altKey || defaultPrevented) return null;
  return (target as Partial<Element> | null)?.closest?.(TAKES_KEYS) ? null : key;
}

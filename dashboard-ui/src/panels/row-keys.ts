export type RowMove = 'next' | 'previous' | 'first' | 'last' | 'open' | 'pick' | 'follow';

type KeyMap = Readonly<Record<string, RowMove>>;

/** These work wherever the focus is; the others would take keys from something else. */
export const ANYWHERE: KeyMap = { j: 'next', k: 'previous', Escape: 'follow' };
export const INSIDE_LIST: KeyMap = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  Enter: 'open',
  x: 'pick',
};

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What a key means for the list; `null` leaves it to the browser. */
export function moveFor({ key, ctrlKey, metaKey, altKey }: Key, keys: KeyMap): RowMove | null {
  return ctrlKey || metaKey || altKey ? null : (keys[key] ?? null);
}

/** The row that a move leads to; the ends of the list hold. */
export function target(move: Exclude<RowMove, 'open' | 'pick' | 'follow'>, at: number, length: number): number {
  const index = { next: at + 1, previous: at - 1, first: 0, last: length - 1 }[move];
  return Math.min(length - 1, Math.max(0, index));
}

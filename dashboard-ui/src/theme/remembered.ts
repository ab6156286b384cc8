const place = (name: string): string => `callscope.${name}`;

/** What the reader chose before, in this browser; null when nothing is known of it. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(place(name));
  } catch {
    return null;
  }
}

/** Storage may be forbidden or full: the choice then lasts as long as the page. */
export function remember(name: string, choice: string): void {
  try {
    localStorage.setItem(place(name), choice);
  } catch {
    return;
  }
}

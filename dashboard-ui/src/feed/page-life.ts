export interface PageLife {
  /** The browser is about to freeze the page, or has left it for another one and may show it again. */
  readonly onSleep: () => void;
  /** The page runs. After a start this is told as well. */
  readonly onWake: () => void;
  readonly onVisible: () => void;
  readonly onOnline: () => void;
}

/**
 * Tells what the browser does with the page. One that is frozen must hold no lock that others wait for, and no channel
 * whose messages pile up. @returns how to end it.
 */
export function watchPageLife({ onSleep, onWake, onVisible, onOnline }: PageLife): () => void {
  const watching = new AbortController();
  const { signal } = watching;
  document.addEventListener('freeze', onSleep, { signal });
  document.addEventListener('resume', onWake, { signal });
  addEventListener('pagehide', onSleep, { signal });
  addEventListener('pageshow', onWake, { signal });
  addEventListener('online', onOnline, { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && onVisible(), {
    signal,
  });
  return () => watching.abort();
}

import type { Terminal } from '../terminal';

export interface FakeTerminal extends Terminal {
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Presses Ctrl-C. */
  readonly interrupt: () => void;
}

export function fakeTerminal(): FakeTerminal {
  let stdout = '';
  let stderr = '';
  const callbacks = new Set<() => void>();
  return {
    isWatched: false,
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    onInterrupt: (callback) => {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    stdout: () => stdout,
    stderr: () => stderr,
    interrupt: () => {
      for (const callback of callbacks) callback();
    },
  };
}

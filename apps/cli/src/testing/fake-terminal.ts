import type { Terminal } from '../terminal';

export interface FakeTerminal extends Terminal {
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Presses Ctrl-C. */
  readonly interrupt: () => void;
  /** Stops reading its stdout. */
  readonly closeOutput: () => void;
}

export function fakeTerminal(): FakeTerminal {
  let stdout = '';
  let stderr = '';
  const callbacks = new Set<() => void>();
  const onClosed: (() => void)[] = [];
  return {
    isWatched: false,
    out: (text) => (stdout += text),
    drained: async (text) => void (stdout += text),
    err: (text) => (stderr += text),
    onInterrupt: (callback) => {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    onOutputClosed: (callback) => void onClosed.push(callback),
    stdout: () => stdout,
    stderr: () => stderr,
    interrupt: () => {
      for (const callback of callbacks) callback();
    },
    closeOutput: () => {
      for (const callback of onClosed) callback();
    },
  };
}

import { ExitCode } from './exit-codes';

/** All that a command sees of the process around it. */
export interface Terminal {
  out(text: string): void;
  /** Writes to stdout, and comes back once more may be written: for what may be longer than memory is. */
  drained(text: string): Promise<void>;
  err(text: string): void;
  /** True when a person watches stderr: there a line may be drawn over. */
  readonly isWatched: boolean;
  /** Calls back on the first Ctrl-C; one more, later, ends the process. Returns how to stop listening. */
  onInterrupt(callback: () => void): () => void;
  /** Calls back when nobody reads stdout any more, or it takes no more: whether that is an error says watchOutput. */
  onOutputClosed(callback: () => void): void;
}

/** Under `npm run` one Ctrl-C arrives twice: from the terminal, and passed on by npm. */
const SAME_INTERRUPT_MS = 500;

export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  drained: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
  err: (text) => void process.stderr.write(text),
  isWatched: process.stderr.isTTY,
  onInterrupt(callback) {
    let firstMs: number | undefined;
    const listener = (): void => {
      firstMs ??= performance.now();
      if (performance.now() - firstMs > SAME_INTERRUPT_MS) process.exit(ExitCode.Interrupted);
      callback();
    };
    process.on('SIGINT', listener);
    return () => {
      // After an interrupt it stays: its twin may still come, and must not cut off the summary.
      if (firstMs === undefined) process.off('SIGINT', listener);
    };
  },
  onOutputClosed(callback) {
    process.stdout.on('error', () => callback());
  },
};

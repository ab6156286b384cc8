/** What the client needs of the world; specs hand in another one. */
export interface Machine {
  readonly fetch: typeof fetch;
  /** Waits; ends early, and without an error, by the signal. `isIdle`: this wait alone keeps no process alive. */
  wait(ms: number, signal: AbortSignal, isIdle: boolean): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
  /** The service says something every 15 s; after this long without a word a connection is dead. */
  readonly silenceMs: number;
  /** What was told is answered within this time, or it is told again. */
  readonly answerMs: number;
  /** Milliseconds that only rise. */
  now(): number;
}

export const realMachine: Machine = {
  fetch: (...args) => fetch(...args),
  wait: (ms, signal, isIdle) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      if (isIdle) letGo(timer);
      signal.addEventListener('abort', done);
    }),
  random: () => Math.random(),
  silenceMs: 45_000,
  answerMs: 30_000,
  now: () => performance.now(),
};

/** Whether a signal has come; a function, since the compiler holds what it once saw to be false for false. */
export function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** In Node a timer keeps the process alive unless it is let go; in a browser it is a number. */
function letGo(timer: unknown): void {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as { unref(): void }).unref();
}

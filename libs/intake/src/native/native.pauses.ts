import { setTimeout as delay } from 'node:timers/promises';

/** Time has passed since the last piece of this kind, whether anything came or not. */
export const DUE = Symbol('what came so far is due');

/**
 * The pieces of a body as they come, and `DUE` every so many ms, also while nothing comes. Who leaves off does not wait
 * for the piece that is still being read.
 */
export async function* withDues(
  pieces: AsyncIterable<Uint8Array>,
  everyMs: number,
): AsyncGenerator<Uint8Array | typeof DUE> {
  const reading = pieces[Symbol.asyncIterator]();
  const over = new AbortController();
  const later = (): Promise<typeof DUE> => delay(everyMs, DUE, { signal: over.signal });
  try {
    let due = later();
    for (;;) {
      const next = reading.next();
      let first = await Promise.race([next, due]);
      while (first === DUE) {
        yield DUE;
        due = later();
        first = await Promise.race([next, due]);
      }
      if (first.done) return;
      yield first.value;
    }
  } finally {
    over.abort();
    void reading.return?.().catch(() => undefined);
  }
}

import type { Clock } from '../clock';
import { CliError } from '../cli-error';
import type { Batch, Send, Source } from './batch';
import type { ImportProgress } from './import-progress';
import type { RefusedLine } from './refused-line';
import { Stopped } from './send-patiently';

/** What came of the batches that were sent. */
export interface Counts {
  taken: number;
  duplicates: number | null;
  turns: number | null;
  refused: number;
  /** Why it ended before the end of the source; null when it did not. */
  end: CliError | 'interrupted' | null;
}

export interface Run<Place> {
  readonly source: Source<Place>;
  readonly send: Send;
  readonly signal: AbortSignal;
  readonly progress: ImportProgress;
  /** Is told of every line that was refused, before the place behind it is kept. */
  readonly onRefused: (refused: readonly RefusedLine[]) => void;
  /** All before this place is done; `refused` of it were refused in this run. */
  readonly onDone: (place: Place, refused: number) => void;
}

/** Sends batch after batch; one is read and held at a time. What ends it early stands in the counts. */
export async function runImport<Place>(run: Run<Place>): Promise<Counts> {
  const counts: Counts = { taken: 0, duplicates: null, turns: null, refused: 0, end: null };
  try {
    for await (const batch of run.source.batches(run.signal)) {
      if (run.signal.aborted) throw new Stopped();
      await take(batch, run, counts);
    }
  } catch (error) {
    if (error instanceof Stopped) counts.end = 'interrupted';
    else if (error instanceof CliError) counts.end = error;
    else throw error;
  }
  return counts;
}

async function take<Place>(batch: Batch<Place>, run: Run<Place>, counts: Counts): Promise<void> {
  const sent = batch.items.length === 0 ? null : await run.send(batch.items, run.signal);
  const refused = [...batch.refused, ...(sent?.refused ?? [])].sort((a, b) => a.line - b.line);
  counts.taken += sent?.taken ?? 0;
  counts.refused += refused.length;
  if (sent?.duplicates != null) counts.duplicates = (counts.duplicates ?? 0) + sent.duplicates;
  if (sent?.turns !== undefined) counts.turns = (counts.turns ?? 0) + sent.turns;
  if (refused.length > 0) run.onRefused(refused);
  run.onDone(batch.end, counts.refused);
  run.progress.at(batch.done, counts.taken + counts.refused);
}

/** Calls at most once in a while, and the last of what it left out when asked to. */
export function sparingly<A extends unknown[]>(call: (...args: A) => void, clock: Clock, everyMs: number) {
  let lastMs = -Infinity;
  let left: A | null = null;
  return {
    call(...args: A): void {
      left = args;
      if (clock.nowMs() - lastMs >= everyMs) this.flush();
    },
    flush(): void {
      if (left === null) return;
      const args = left;
      left = null;
      lastMs = clock.nowMs();
      call(...args);
    },
  };
}

import { concatMap, map, merge, type Subscription } from 'rxjs';
import type { ViewsThread } from './views-thread';

/**
 * Lets new views take the place of old ones as soon as they are due, one lane at a time. The first lane reads the files
 * of the others: it lets go of such a file before, holds back what is asked of it, and sees the new one afterwards.
 */
export function swapWhenDue(first: ViewsThread, sides: readonly ViewsThread[]): Subscription {
  const due = [first, ...sides].map((lane) => lane.progress.swapDue.pipe(map(() => lane)));
  const swap = async (lane: ViewsThread): Promise<void> => {
    if (lane === first) return lane.swap();
    await first.release(lane.lane);
    try {
      await lane.swap();
    } finally {
      await first.attach(lane.lane);
    }
  };
  return (
    merge(...due)
      // A lane that could not says so itself, and is due again; one that is lost says that.
      .pipe(concatMap((lane) => swap(lane).catch(() => undefined)))
      .subscribe()
  );
}

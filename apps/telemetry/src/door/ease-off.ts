import { setTimeout } from 'node:timers/promises';
import type { Views } from '@callscope/projections';

/** Between a whole body and its events: where the read models fall behind, its sender waits a little for its answer. */
export async function easeOff(views: Pick<Views, 'easeMs'>): Promise<void> {
  const { easeMs } = views;
  if (easeMs > 0) await setTimeout(easeMs);
}

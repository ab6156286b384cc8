import type { ViewsThread } from './views-thread';

type Lane = Pick<ViewsThread, 'trimmed'>;

/**
 * What the log has trimmed and a lane could not write yet: a full disk, for one. Its rows still hold those calls, so it
 * is told again before anything more is trimmed.
 */
export class OwedTrims {
  readonly #owed = new Map<Lane, () => Promise<void>>();

  /**
   * The log has trimmed these calls, which made this version of its baseline.
   * @throws Error when a lane could not write it: `settle` tells it again.
   */
  async tell(lanes: readonly Lane[], callIds: readonly string[], version: number): Promise<void> {
    for (const lane of lanes) this.#owed.set(lane, () => lane.trimmed(callIds, version));
    await this.settle();
  }

  /** @throws Error while a lane still cannot write what was trimmed before. */
  async settle(): Promise<void> {
    const owed = [...this.#owed].map(async ([lane, tell]) => {
      await tell();
      this.#owed.delete(lane);
    });
    await Promise.all(owed);
  }
}

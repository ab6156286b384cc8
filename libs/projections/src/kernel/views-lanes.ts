import { swapWhenDue } from './lane-swaps';
import { projectionsIn } from './projection-folders';
import { FIRST_LANE, sideLanesOf } from './lanes';
import type { ViewsThreadOptions } from './views-protocol';
import { type ViewsListener, ViewsThread } from './views-thread';

/** The threads that make the read models: the first, which also answers queries, and the side lanes. */
export class ViewsLanes {
  constructor(
    readonly first: ViewsThread,
    readonly sides: readonly ViewsThread[],
  ) {
    swapWhenDue(first, sides);
  }

  /** The side lanes first: the first lane is to see their tables. */
  static async open(
    options: Omit<ViewsThreadOptions, 'lane' | 'beside'>,
    listener: ViewsListener,
  ): Promise<ViewsLanes> {
    const beside = sideLanesOf(options.projectionFolders.flatMap(projectionsIn));
    const sides = beside.map((lane) => new ViewsThread({ ...options, lane, beside: [] }, listener));
    await Promise.all(sides.map(({ ready }) => ready));
    return new ViewsLanes(new ViewsThread({ ...options, lane: FIRST_LANE, beside }, listener), sides);
  }

  get all(): readonly ViewsThread[] {
    return [this.first, ...this.sides];
  }
}

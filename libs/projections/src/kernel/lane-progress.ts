import { BehaviorSubject, type Observable, ReplaySubject } from 'rxjs';

/** How far the views of a lane are, as the main thread knows it. */
export class LaneProgress {
  readonly #position = new BehaviorSubject(0);
  readonly #owed = new BehaviorSubject(0);
  readonly #swapDue = new ReplaySubject<void>(1);
  #rebuilding: number | null = null;

  /** Up to where the views that answer stand. */
  get position(): BehaviorSubject<number> {
    return this.#position;
  }

  /**
   * Up to where nobody has to wait for them. Everything, while others are made in the background: to wait for views that
   * do not move would be in vain.
   */
  get owed(): BehaviorSubject<number> {
    return this.#owed;
  }

  /** Up to where the views in the making stand; null when there are none. */
  get rebuilding(): number | null {
    return this.#rebuilding;
  }

  /** The views in the making have caught up. */
  get swapDue(): Observable<void> {
    return this.#swapDue;
  }

  /** It stands here now; also after a swap. */
  stands(position: number, rebuilding: number | null = null): void {
    this.#rebuilding = rebuilding;
    this.#owed.next(rebuilding === null ? position : Infinity);
    this.#position.next(position);
  }

  rebuilt(position: number): void {
    this.#rebuilding = position;
  }

  offerSwap(): void {
    this.#swapDue.next();
  }
}

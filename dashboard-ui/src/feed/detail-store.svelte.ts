import type { CallRow } from '@callscope/call-state';
import { DetailLoader, noDetail, type DetailState } from './detail-loader';
import type { Frame } from './frame';
import { readDetail } from './read-detail';

/** The detail of the call in the rail. */
export class DetailStore {
  #state = $state.raw<DetailState>(noDetail);
  readonly #loader = new DetailLoader(readDetail, (state) => {
    this.#state = state;
  });

  get state(): DetailState {
    return this.#state;
  }

  want(row: CallRow | null): void {
    this.#loader.want(row);
  }

  hear(frames: readonly Frame[]): void {
    this.#loader.hear(frames);
  }

  retry(): void {
    this.#loader.retry();
  }

  stop(): void {
    this.#loader.stop();
  }
}

import { DetailLoader, noDetail, type DetailState } from './detail-loader';
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

  want(callId: string | null, position: number | null): void {
    this.#loader.want(callId, position);
  }

  retry(): void {
    this.#loader.retry();
  }

  stop(): void {
    this.#loader.stop();
  }
}

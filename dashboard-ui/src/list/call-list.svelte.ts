import { readJson } from '../feed/read-json';
import { emptyList, PagedList, type CallsPage, type ListState } from './paged-list';

const PAGE = 100;

/** The calls that are read from the service: those that are asked for, or those older than the board. */
export class CallList {
  #state = $state.raw<ListState>(emptyList);

  readonly pages = new PagedList(
    (asked, cursor, signal) => readJson<CallsPage>('/api/v2/calls', { ...asked, limit: PAGE, cursor }, signal),
    (state) => (this.#state = state),
  );

  get state(): ListState {
    return this.#state;
  }
}

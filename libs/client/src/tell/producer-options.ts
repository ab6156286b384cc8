import type { Trouble } from '../trouble';
import type { Problem } from './problem';
import type { ToldEvent } from './told-event';

export interface ProducerOptions {
  /** Where the service listens, like `http://127.0.0.1:8000`. */
  readonly url: string;
  /** A token that allows `ingest`, where the service asks for one. */
  readonly token?: string | undefined;
  /**
   * Where events wait until they are told. In memory they are lost with the process. In a file (Node only, one process a
   * file) they outlive it, but not a loss of power; the next producer on that file tells them.
   */
  readonly outbox?: 'memory' | { readonly file: string } | undefined;
  /** Told of each event that the service refuses for good. */
  readonly onRefused?: ((event: ToldEvent, problem: Problem) => void) | undefined;
  /** Told each time that events could not be told and will be tried again. */
  readonly onTrouble?: ((trouble: Trouble) => void) | undefined;
}

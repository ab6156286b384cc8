import type { Trouble } from '../trouble';

export interface SubscribeOptions {
  /** Where the service listens, like `http://127.0.0.1:8000`. */
  readonly url: string;
  /** A cursor, or a bare position; 0 begins with the oldest that is kept. Without it: from now on. */
  readonly after?: string | number | undefined;
  /** Only events of these types. */
  readonly types?: readonly string[] | undefined;
  /** Only events of this call. */
  readonly callId?: string | undefined;
  /** A token that allows `read`, where the service asks for one. */
  readonly token?: string | undefined;
  /** Ends the stream, without an error. */
  readonly signal?: AbortSignal | undefined;
  /** Told each time the stream broke off, or did not begin, and will be tried again. */
  readonly onTrouble?: ((trouble: Trouble) => void) | undefined;
}

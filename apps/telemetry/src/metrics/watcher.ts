import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { senderAddress } from '../access/sender-address';
import type { InFlight } from '../door/pressure.in-flight';
import { requestIdFrom } from '../door/request-id';
import { whenClosed } from '../door/when-closed';
import { isIntake } from './intake-path';
import type { RequestCounts } from './request-counts';

/** Gives every request its id, and counts it when it is over: whoever answers it tells it here first. */
export class Watcher {
  readonly #isLogged: boolean;

  constructor(
    private readonly counts: RequestCounts,
    private readonly inFlight: InFlight,
    /** Says each request at level debug: ids and patterns, never a path, a query or a body. */
    private readonly logger: Logger,
  ) {
    this.#isLogged = logger.isLevelEnabled('debug');
  }

  /**
   * @param route asked when the request is over: the pattern that it has matched.
   * @returns the id of the request, which its answer must carry.
   */
  watch(request: IncomingMessage, response: ServerResponse, route: () => string): string {
    const id = requestIdFrom(request.headers['x-request-id']);
    const began = this.#isLogged ? performance.now() : 0;
    const method = request.method ?? '';
    const leave = isIntake(method, request.url) ? this.#enter(request) : null;
    response.on('close', () => {
      leave?.();
      const status = response.headersSent ? response.statusCode : null;
      this.counts.count(route(), method, status);
      if (!this.#isLogged) return;
      const ms = Math.round((performance.now() - began) * 1_000) / 1_000;
      this.logger.debug({ request_id: id, method, route: route(), status, ms }, 'answered');
    });
    return id;
  }

  /** @returns leaves again, which the end of the connection does as well; null when this sender is not counted. */
  #enter(request: IncomingMessage): (() => void) | null {
    const address = this.inFlight.enter(senderAddress(request));
    if (address === null) return null;
    const leaveOff = whenClosed(request.socket, () => {
      this.inFlight.leave(address);
    });
    return () => {
      if (leaveOff()) this.inFlight.leave(address);
    };
  }
}

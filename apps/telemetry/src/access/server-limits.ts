import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { answerBroken, answerConnect } from './broken-request';
import { letLongBodyOn } from './long-body';

const MAX_HEADER_BYTES = 16 * 1_024;

/** Milliseconds. */
export interface ServerTimes {
  /** In which the headers of a request must have come. */
  readonly headersMs: number;
  /** In which a whole request must have come, but for bodies that may be of any length. */
  readonly requestMs: number;
  /** Without a byte, after which a body of any length is given up. */
  readonly idleMs: number;
  /** How often the three above are looked at. */
  readonly checkMs: number;
  /** For which a connection is kept between requests: longer than most clients keep theirs, so that none sends a post
   * into a connection that we are about to close. */
  readonly keepAliveMs: number;
}

const TIMES: ServerTimes = {
  headersMs: 10_000,
  requestMs: 30_000,
  idleMs: 30_000,
  checkMs: 2_000,
  keepAliveMs: 20_000,
};

/** What Node's server takes as options when it is made, and reads where it keeps them. */
interface ServerOptions {
  requireHostHeader: boolean;
  maxHeaderSize: number;
  connectionsCheckingInterval: number;
}

/** What connections and requests may take. To be called before the server listens. */
export function limitServer(server: Server, maxConnections: number, times: ServerTimes = TIMES): void {
  server.headersTimeout = times.headersMs;
  server.requestTimeout = times.requestMs;
  server.keepAliveTimeout = times.keepAliveMs;
  // Node would look at the first thousand and drop the rest, and with it who a proxy speaks for. The bytes are bounded.
  server.maxHeadersCount = 0;
  // More are closed as soon as they are opened.
  server.maxConnections = maxConnections;
  const options: ServerOptions = {
    // Who names no host is told by us what is wrong.
    requireHostHeader: false,
    maxHeaderSize: MAX_HEADER_BYTES,
    connectionsCheckingInterval: times.checkMs,
  };
  Object.assign(server, options);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
    if (isLate && letLongBodyOn(socket, times.idleMs, times.checkMs)) return;
    answerBroken(error, socket);
  });
  // Node would answer what it does not expect to be expected by itself, and nobody would look at who asks.
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    server.emit('request', request, response);
  });
  server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    answerConnect(socket);
  });
}

import type { IncomingHttpHeaders } from 'node:http';
import type { RequestFacts } from '../request-facts';

export interface Sent {
  readonly method?: string;
  readonly url?: string;
  /** Those beside Host. */
  readonly headers?: IncomingHttpHeaders;
  /** One for each Host header; `127.0.0.1:8000` when not said. */
  readonly hosts?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

/** A request as the door sees it. */
export function requestOf(sent: Sent = {}): RequestFacts {
  const { method = 'GET', url = '/api/v2/calls', headers = {}, hosts = ['127.0.0.1:8000'] } = sent;
  const others = Object.entries(headers).flatMap(([name, value]) => [name, String(value)]);
  return {
    method,
    url,
    headers: { ...(hosts[0] !== undefined && { host: hosts[0] }), ...headers },
    rawHeaders: [...others, ...hosts.flatMap((host) => ['Host', host])],
    socket: { remoteAddress: sent.from ?? '127.0.0.1', localAddress: sent.to ?? '127.0.0.1' },
  };
}

import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** All that is looked at to let a request in or not. A request as Node gives it is one, before Express has seen it. */
export interface RequestFacts extends Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'> {
  /** Asked only where it matters: the first look at an address of a socket goes to the system. */
  readonly socket: Pick<Socket, 'remoteAddress' | 'localAddress'>;
}

/** What a request is for, as far as its first line says. */
export interface Target {
  /** Without the query; as it was sent, so that nothing is let in for what another reader makes of it. */
  readonly path: string;
  /** The host in the line itself, which is there only when the request was written for a proxy. */
  readonly authority: string | null;
}

const ABSOLUTE = /^https?:\/\/([^/?#]*)([^?#]*)/i;

export function targetOf(url: string): Target {
  if (url.startsWith('/')) {
    const query = url.indexOf('?');
    return { path: query === -1 ? url : url.slice(0, query), authority: null };
  }
  const [, authority = null, path = ''] = ABSOLUTE.exec(url) ?? [];
  return { path: path === '' ? '/' : path, authority };
}

/** Does a method only look? */
export function isReading(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

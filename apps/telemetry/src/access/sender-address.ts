import { isLoopbackAddress } from './loopback';
import type { RequestFacts } from './request-facts';

/** Longer is no address. */
const MAX_LENGTH = 64;

/** Some proxies add the port, which is another one for each connection. */
const WITH_PORT = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/;

/**
 * The address under which a sender is counted. A proxy on this machine sends for many: the last address that it
 * forwards for is the one that it has seen itself. From elsewhere that header is anybody's word.
 */
export function senderAddress({ socket, headers }: Pick<RequestFacts, 'socket' | 'headers'>): string | undefined {
  const { remoteAddress } = socket;
  const forwardedFor = headers['x-forwarded-for'];
  if (forwardedFor === undefined || !isLoopbackAddress(remoteAddress)) return remoteAddress;
  const all = String(forwardedFor);
  const last = all.slice(all.lastIndexOf(',') + 1).trim();
  if (last === '' || last.length > MAX_LENGTH) return remoteAddress;
  const [, bracketed, bare] = WITH_PORT.exec(last) ?? [];
  return bracketed ?? bare ?? last;
}

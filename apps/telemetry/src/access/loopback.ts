import type { RequestFacts } from './request-facts';

const FORWARDING: ReadonlySet<string> = new Set(['forwarded', 'x-real-ip', 'via']);
const FORWARDED_PREFIX = 'x-forwarded-';
const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

/** Is it an address that only this machine itself has? */
export function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && LOOPBACK.test(address);
}

/** Was it sent from this machine, and not by a proxy that speaks for somebody else? */
export function isFromLoopback({ socket, headers }: RequestFacts): boolean {
  if (!isLoopbackAddress(socket.remoteAddress)) return false;
  for (const name in headers) {
    if (FORWARDING.has(name) || name.startsWith(FORWARDED_PREFIX)) return false;
  }
  return true;
}

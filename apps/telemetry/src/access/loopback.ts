import type { RequestFacts } from './request-facts';

const FORWARDING: ReadonlySet<string> = new Set(['forwarded', 'x-real-ip', 'via']);
const FORWARDED_PREFIX = 'x-forwarded-';

/** Was it sent from this machine, and not by a proxy that speaks for somebody else? */
export function isFromLoopback({ socket, headers }: RequestFacts): boolean {
  const { remoteAddress = '' } = socket;
  const isLocal = remoteAddress === '::1' || /^(::ffff:)?127\./.test(remoteAddress);
  if (!isLocal) return false;
  for (const name in headers) {
    if (FORWARDING.has(name) || name.startsWith(FORWARDED_PREFIX)) return false;
  }
  return true;
}

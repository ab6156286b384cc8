import { type AccessPolicy, asHost, portAt } from './access-policy';
import type { RequestFacts } from './request-facts';

const MAPPED_IPV4 = '::ffff:';
const PORT = /^:\d{1,5}$/;

/** The one Host of a request, in small letters; null when there is none, or more than one. */
export function hostOf(rawHeaders: readonly string[]): string | null {
  let host: string | null = null;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (name.length !== 4 || name.toLowerCase() !== 'host') continue;
    if (host !== null) return null;
    host = (rawHeaders[i + 1] ?? '').toLowerCase();
  }
  return host;
}

/**
 * Whether a host is one of ours. Were others let in, any web page could reach this machine by a name of its own that
 * it makes point here, and the browser would take us for that page's own server. Such a page chooses the name, and
 * gains nothing by a port: which port of ours it came by is looked at with the Origin.
 */
export function isOwnHost(host: string, policy: AccessPolicy, socket: RequestFacts['socket']): boolean {
  if (policy.hosts.has(host)) return true;
  const at = portAt(host);
  const name = host.slice(0, at);
  const port = host.slice(at);
  if (port !== '' && !PORT.test(port)) return false;
  if (policy.namesOnAnyPort.has(name)) return true;
  // A name can be made to point here, an address cannot.
  return policy.boundToAll && name === addressOf(socket);
}

function addressOf(socket: RequestFacts['socket']): string | null {
  const address = socket.localAddress;
  if (address === undefined) return null;
  return asHost(address.startsWith(MAPPED_IPV4) ? address.slice(MAPPED_IPV4.length) : address);
}

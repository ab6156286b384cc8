import { hash } from 'node:crypto';
import { isIP } from 'node:net';
import type { Scope, Settings } from '../settings/settings';

/** Who may come in, made once so that a request costs a few look-ups. */
export interface AccessPolicy {
  /** Values of `Host` that are ours, in small letters: the commonest, and those of the allow-list that name a port. */
  readonly hosts: ReadonlySet<string>;
  /** Names that are ours with any port: a forwarded one (a proxy, a tunnel, a container) is not the one we listen on. */
  readonly namesOnAnyPort: ReadonlySet<string>;
  /** Bound to every address of the machine, so that the one a connection came to is ours, too. */
  readonly boundToAll: boolean;
  /** Origins of our own page. */
  readonly origins: ReadonlySet<string>;
  /** Origins of other pages that may ask. */
  readonly foreignOrigins: ReadonlySet<string>;
  /** None: no token is asked for. */
  readonly tokens: readonly KnownToken[];
  readonly loopbackIngestIsFree: boolean;
  readonly queryTokenIsTaken: boolean;
}

/** A token as it is kept for comparing: never itself. */
export interface KnownToken {
  readonly digest: Buffer;
  readonly scopes: readonly Scope[];
}

export type AccessSettings = Pick<
  Settings,
  'host' | 'tokens' | 'allowHosts' | 'allowOrigins' | 'ingestToken' | 'allowQueryToken'
>;

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const ALL_ADDRESSES: ReadonlySet<string> = new Set(['0.0.0.0', '[::]']);
const HTTP_PORT = 80;

/** @param port the one that the service listens on, once it is known. */
export function accessPolicy(settings: AccessSettings, port: number): AccessPolicy {
  const bound = asHost(settings.host);
  const boundToAll = ALL_ADDRESSES.has(bound);
  const names = boundToAll ? LOOPBACK_NAMES : [...LOOPBACK_NAMES, bound];
  const allowed = settings.allowHosts.map((host) => host.toLowerCase());
  const withPort = names.map((name) => `${name}:${port}`);
  const bare = port === HTTP_PORT ? names : [];
  return {
    hosts: new Set([...names, ...withPort, ...allowed.filter(hasPort)]),
    namesOnAnyPort: new Set([...names, ...allowed.filter((host) => !hasPort(host))]),
    boundToAll,
    origins: new Set([...withPort, ...bare].map((host) => `http://${host}`)),
    foreignOrigins: new Set(settings.allowOrigins),
    tokens: settings.tokens.map(({ token, scopes }) => ({ digest: digestOf(token), scopes })),
    loopbackIngestIsFree: settings.ingestToken === 'loopback-free',
    queryTokenIsTaken: settings.allowQueryToken,
  };
}

export function digestOf(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/** An address or a name as it stands in a Host header. An IPv6 address has one spelling there. */
export function asHost(address: string): string {
  if (isIP(address) !== 6) return address.toLowerCase();
  const url = `http://[${address}]`;
  return URL.canParse(url) ? new URL(url).hostname : `[${address}]`;
}

/** Where the port of a host begins, with its colon; the whole length when there is none. */
export function portAt(host: string): number {
  const colon = host.lastIndexOf(':');
  return colon > host.lastIndexOf(']') ? colon : host.length;
}

function hasPort(host: string): boolean {
  return portAt(host) < host.length;
}

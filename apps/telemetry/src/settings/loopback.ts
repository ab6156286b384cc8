import { isIP } from 'node:net';

/** Whether only this machine can reach what is bound to this address or name. */
export function isLoopback(host: string): boolean {
  switch (isIP(host)) {
    case 4:
      return host.startsWith('127.');
    case 6:
      return canonicalV6(host) === '[::1]';
    default:
      return host.toLowerCase() === 'localhost';
  }
}

/** One address has many spellings. An address with a zone (`fe80::1%eth0`) has none of these. */
function canonicalV6(host: string): string | null {
  const url = `http://[${host}]`;
  return URL.canParse(url) ? new URL(url).hostname : null;
}

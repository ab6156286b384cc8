import { isIP } from 'node:net';

/** Readers of single values. Each throws an Error whose message says what the value must be. */

export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Error('must be a port from 0 to 65535');
  return port;
}

/** An IPv4 or IPv6 address, or a name that the system resolves. */
export function readHost(text: string): string {
  if (isIP(text) === 0 && !/^(?=.{1,253}$)[a-z\d_]([\w-]*[a-z\d_])?(\.[a-z\d_]([\w-]*[a-z\d_])?)*$/i.test(text))
    throw new Error('must be an address or a host name, as 127.0.0.1, ::1 or localhost');
  return text;
}

export function readFolder(text: string): string {
  if (text.trim() === '' || text.includes('\0')) throw new Error('must name a folder');
  return text;
}

export function readFile(text: string): string {
  if (text.trim() === '' || text.includes('\0')) throw new Error('must name a file');
  return text;
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export function readDuration(text: string): number {
  const [, amount, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const ms = Number(amount) * (UNIT_MS[unit] ?? NaN);
  if (!(ms > 0)) throw new Error('must be a duration above 0, as 90s, 30m or 4h');
  return ms;
}

/** A whole or decimal number above 0. */
export function readAmount(text: string): number {
  const amount = Number(text);
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(text) || amount === 0) throw new Error('must be a number above 0, as 30 or 0.5');
  return amount;
}

export function readCount(text: string): number {
  const count = Number(text);
  if (!/^\d{1,6}$/.test(text) || count === 0) throw new Error('must be a whole number from 1 to 999999');
  return count;
}

const SWITCH: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

export function readSwitch(text: string): boolean {
  const on = SWITCH.get(text);
  if (on === undefined) throw new Error('must be true or false');
  return on;
}

export function readOneOf<T extends string>(known: readonly T[]): (text: string) => T {
  return (text) => {
    const one = known.find((word) => word === text);
    if (one === undefined) throw new Error(`must be one of ${known.join(', ')}`);
    return one;
  };
}

/** Values between commas, blanks around them left out, each once. */
export function readList(readItem: (text: string) => string): (text: string) => readonly string[] {
  return (text) => [...new Set(text.split(',').map((item) => readItem(item.trim())))];
}

/** A host as it stands in a Host header: lower case, IPv6 in brackets, with or without a port. */
export function readAllowedHost(text: string): string {
  const [, name = '', port] = /^(\[[\da-f:.]+\]|[^\s:/?#@\\[\]*]+)(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const host = hostnameOf(isIP(text) === 6 ? `[${text}]` : name);
  if (host === null || Number(port ?? 1) > 65_535 || Number(port ?? 1) === 0)
    throw new Error('must be host names with or without a port, as calls.example or calls.example:8443');
  return port === undefined ? host : `${host}:${Number(port)}`;
}

/** An origin as browsers send it: lower case, without the default port. */
export function readOrigin(text: string): string {
  const url = /^https?:\/\/[^\s/?#@\\*]+\/?$/i.test(text) ? parsed(text) : null;
  if (url === null) throw new Error('must be origins, as https://tools.example');
  return url.origin;
}

function hostnameOf(name: string): string | null {
  return name === '' ? null : (parsed(`http://${name}`)?.hostname ?? null);
}

function parsed(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

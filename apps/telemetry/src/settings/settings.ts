import { isIP } from 'node:net';

/** All that can be set, read once at the start and never again. */
export interface Settings {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** The data folder. */
  readonly data: string;
  readonly logLevel: LogLevel;
  /** A call of which nothing is recorded for so long is given up. */
  readonly callTimeoutMs: number;
}

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A setting is not known or its value is no good: said in one line that names it. */
export class BadSettingError extends Error {}

interface Setting<T> {
  readonly flag: string;
  readonly value: string;
  readonly initial: string;
  readonly help: string;
  /** @throws Error whose message says what the value must be. */
  readonly read: (text: string) => T;
}

/** One entry a setting: flag, env twin (`--log-level` = `CALLSCOPE_LOG_LEVEL`), default, meaning, and what is valid. */
export const SETTINGS: { readonly [K in keyof Settings]: Setting<Settings[K]> } = {
  port: { flag: 'port', value: 'PORT', initial: '8000', help: 'port to listen on; 0 = any free one', read: readPort },
  host: { flag: 'host', value: 'ADDRESS', initial: '127.0.0.1', help: 'address to bind', read: readHost },
  data: {
    flag: 'data',
    value: 'DIR',
    initial: '.callscope',
    help: 'folder of the event log; made when missing',
    read: readFolder,
  },
  callTimeoutMs: {
    flag: 'call-timeout',
    value: 'DURATION',
    initial: '4h',
    help: 'a call that is silent for so long is given up, as 90s, 30m or 4h',
    read: readDuration,
  },
  logLevel: {
    flag: 'log-level',
    value: 'LEVEL',
    initial: 'info',
    help: LOG_LEVELS.join(', '),
    read: readLogLevel,
  },
};

export function envName(flag: string): string {
  return `CALLSCOPE_${flag.toUpperCase().replaceAll('-', '_')}`;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Error('must be a port from 0 to 65535');
  return port;
}

/** Without tokens nobody but this machine may reach the service. */
function readHost(text: string): string {
  if (text === 'localhost' || text === '::1' || (isIP(text) === 4 && text.startsWith('127.'))) return text;
  throw new Error('must be an address of this machine only, as 127.0.0.1: other addresses need a token');
}

function readFolder(text: string): string {
  if (text.trim() === '' || text.includes('\0')) throw new Error('must name a folder');
  return text;
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function readDuration(text: string): number {
  const [, amount, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const ms = Number(amount) * (UNIT_MS[unit] ?? NaN);
  if (!(ms > 0)) throw new Error('must be a duration above 0, as 90s, 30m or 4h');
  return ms;
}

function readLogLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (!level) throw new Error(`must be one of ${LOG_LEVELS.join(', ')}`);
  return level;
}

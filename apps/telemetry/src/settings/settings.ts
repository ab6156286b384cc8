import {
  readAllowedHost,
  readAmount,
  readCount,
  readDuration,
  readFile,
  readFolder,
  readHost,
  readList,
  readOneOf,
  readOrigin,
  readPort,
  readSwitch,
} from './setting-values';

/** What a token lets its bearer do. */
export const SCOPES = ['ingest', 'read', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** A line of the token file. */
export interface AccessToken {
  readonly scopes: readonly Scope[];
  readonly token: string;
}

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
  /** From the token file. None: no token is asked for, and only this machine reaches the service. */
  readonly tokens: readonly AccessToken[];
  /** Hosts that requests may name besides those of this machine, as they stand in a Host header. */
  readonly allowHosts: readonly string[];
  /** Origins whose pages may send requests besides our own, as browsers send them. */
  readonly allowOrigins: readonly string[];
  readonly ingestToken: IngestToken;
  /** Whether Patter's `?token=` is taken as a token. */
  readonly allowQueryToken: boolean;
  /** Connections that are open at the same time. */
  readonly maxConnections: number;
  /** What was recorded longer ago goes. Null: nothing goes for its age. */
  readonly retentionDays: number | null;
  /** The oldest calls go when the log takes more of the disk. Null: nothing goes for its size. */
  readonly retentionMb: number | null;
  readonly mask: Mask;
  /** The folder of Patter's call logs; `auto` = where Patter writes them. Null: none is read. */
  readonly patterLogDir: string | null;
}

/** What the flags and variables say, before the token file is read. */
export interface GivenSettings extends Omit<Settings, 'tokens' | 'mask'> {
  readonly tokenFile: string | null;
  /** Null: as the host wants it. */
  readonly mask: Mask | null;
}

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Who must show a token to send calls: everyone, or everyone who does not come from this machine. */
export const INGEST_TOKENS = ['required', 'loopback-free'] as const;
export type IngestToken = (typeof INGEST_TOKENS)[number];

/** What is made unreadable before it is stored. */
export const MASKS = ['off', 'phones', 'phones+text'] as const;
export type Mask = (typeof MASKS)[number];

/** A setting is not known or its value is no good: said in one line that names it. */
export class BadSettingError extends Error {
  constructor(message: string) {
    super(message.replace(/[\p{Cc}\u2028\u2029]/gu, ' '));
  }
}

/** The headings of `--help`, in its order. */
export const GROUPS = ['Where', 'Who may come in', 'What is kept', 'The rest'] as const;

interface Setting<T> {
  readonly group: (typeof GROUPS)[number];
  readonly flag: string;
  readonly value: string;
  /** The default as it is shown, and as it is read when there is no `unset`. */
  readonly initial: string;
  /** The default when no text can say it. */
  readonly unset?: T;
  /** A flag without a value stands for this one. */
  readonly bare?: string;
  /** The flag may be given several times, which is the same as once with commas. */
  readonly many?: true;
  /** What is given by mistake may be a token: it is not repeated in an error. */
  readonly secretive?: true;
  readonly help: string;
  /** @throws Error whose message says what the value must be. */
  readonly read: (text: string) => T;
}

/** One entry a setting: flag, env twin (`--log-level` = `CALLSCOPE_LOG_LEVEL`), default, meaning, and what is valid. */
export const SETTINGS: { readonly [K in keyof GivenSettings]: Setting<GivenSettings[K]> } = {
  port: {
    group: 'Where',
    flag: 'port',
    value: 'PORT',
    initial: '8000',
    help: 'port to listen on; 0 = any free one',
    read: readPort,
  },
  host: {
    group: 'Where',
    flag: 'host',
    value: 'ADDRESS',
    initial: '127.0.0.1',
    help: 'address or host name to bind; any but 127.*, ::1, localhost needs a token file',
    read: readHost,
  },
  data: {
    group: 'Where',
    flag: 'data',
    value: 'DIR',
    initial: '.callscope',
    help: 'folder of the event log; made when missing',
    read: readFolder,
  },
  patterLogDir: {
    group: 'Where',
    flag: 'patter-log-dir',
    value: 'DIR',
    initial: 'none',
    unset: null,
    help: "folder of Patter call logs to read live, or auto = the SDK's default place",
    read: readFolder,
  },
  tokenFile: {
    group: 'Who may come in',
    flag: 'token-file',
    value: 'FILE',
    initial: 'none',
    unset: null,
    help: 'file of access tokens; made, with one token, when missing',
    read: readFile,
  },
  ingestToken: {
    group: 'Who may come in',
    flag: 'ingest-token',
    value: 'WHEN',
    initial: 'loopback-free',
    secretive: true,
    help: 'who needs a token to send calls: required = all, loopback-free = other machines',
    read: readOneOf(INGEST_TOKENS),
  },
  allowQueryToken: {
    group: 'Who may come in',
    flag: 'allow-query-token',
    value: '[true|false]',
    initial: 'false',
    bare: 'true',
    secretive: true,
    help: 'take a token from ?token= of the address, as Patter does',
    read: readSwitch,
  },
  allowHosts: {
    group: 'Who may come in',
    flag: 'allow-host',
    value: 'HOST,…',
    initial: 'none',
    unset: [],
    many: true,
    help: 'further hosts it is reached under, as calls.example or calls.example:8443',
    read: readList(readAllowedHost),
  },
  allowOrigins: {
    group: 'Who may come in',
    flag: 'allow-origin',
    value: 'ORIGIN,…',
    initial: 'none',
    unset: [],
    many: true,
    help: 'other pages that may ask, as https://tools.example',
    read: readList(readOrigin),
  },
  maxConnections: {
    group: 'Who may come in',
    flag: 'max-connections',
    value: 'COUNT',
    initial: '4000',
    help: 'connections open at the same time; more are refused',
    read: readCount,
  },
  retentionDays: {
    group: 'What is kept',
    flag: 'retention-days',
    value: 'DAYS',
    initial: 'none',
    unset: null,
    help: 'calls recorded longer ago are deleted, as 30 or 0.5',
    read: readAmount,
  },
  retentionMb: {
    group: 'What is kept',
    flag: 'retention-mb',
    value: 'MB',
    initial: 'none',
    unset: null,
    help: 'the oldest calls are deleted when the log is larger',
    read: readAmount,
  },
  mask: {
    group: 'What is kept',
    flag: 'mask',
    value: 'WHAT',
    initial: 'off on this machine, phones when bound elsewhere',
    unset: null,
    help: 'what is stored unreadable: off, phones, phones+text',
    read: readOneOf(MASKS),
  },
  callTimeoutMs: {
    group: 'The rest',
    flag: 'call-timeout',
    value: 'DURATION',
    initial: '4h',
    help: 'a call that is silent for so long is given up, as 90s, 30m or 4h',
    read: readDuration,
  },
  logLevel: {
    group: 'The rest',
    flag: 'log-level',
    value: 'LEVEL',
    initial: 'info',
    help: LOG_LEVELS.join(', '),
    read: readOneOf(LOG_LEVELS),
  },
};

export const ENV_PREFIX = 'CALLSCOPE_';

export function envName(flag: string): string {
  return `${ENV_PREFIX}${flag.toUpperCase().replaceAll('-', '_')}`;
}

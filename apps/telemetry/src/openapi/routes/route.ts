import type { Schema } from '../schema/json-schema';
import type { ErrorCode } from '../schemas/problem';

export const GROUPS = {
  'Take in': 'Where agents, and who watches them, tell what happened.',
  'Read calls': 'Lists and details of calls, in ms and USD. What was not measured is null or absent, never 0.',
  'Read the log': 'The events themselves, page by page.',
  Streams:
    'Server-sent events: open a GET and keep it open. Each message has a name (`event`), one line of JSON (`data`) and, where ' +
    'it tells something stored, an `id`: `<log>-<position>`. A comment comes at once and every 15 s, so that a silent line ' +
    'is known to be broken. To go on after a break, send the last `id` back as the header `Last-Event-ID`, as browsers do ' +
    'by themselves, or as `?after=`: what was missed is sent from the log, then what happens, with no gap and nothing ' +
    'twice. Without a cursor a stream begins now; with `after=0`, at the beginning. A reader that does not read is cut ' +
    'off and goes on by its `id`.',
  'Hide and erase': 'What is to be shown no longer, and what is to be kept no longer.',
  'Compatible with Patter’s dashboard':
    'The routes, words and units of Patter’s dashboard: seconds, and 0 where nothing was measured.',
  Service: 'Its state, its page, and this document.',
} as const;
export type Group = keyof typeof GROUPS;

export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly schema: Schema;
  readonly in: 'query' | 'path' | 'header';
  readonly example?: string | number;
}

/** One message of a stream: the name of the event, and the shape of its data. */
export interface StreamMessage {
  readonly event: string;
  readonly description: string;
  readonly data: Schema;
  /** Whether it carries the cursor to go on from; always unless this says otherwise. */
  readonly id?: 'sometimes' | 'never';
}

/** One representation of a body. */
export interface Content {
  readonly schema: Schema;
  readonly example?: unknown;
  /** Of a stream: what it sends. */
  readonly messages?: readonly StreamMessage[];
}

export interface Answer {
  readonly description: string;
  /** By media type; none when there is no body. */
  readonly content?: Readonly<Record<string, Content>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What cannot be read out of the code about one route: the rest is put together in `operation.ts`. */
export interface Route {
  readonly method: 'get' | 'post' | 'delete';
  /** With `{name}` for what varies. */
  readonly path: `/${string}`;
  /** Unique; what programs that are generated call it. */
  readonly id: string;
  readonly group: Group;
  readonly summary: string;
  readonly description?: string;
  /** What a token must allow; null where nobody is asked for one. */
  readonly scope: 'ingest' | 'read' | 'admin' | null;
  readonly parameters?: readonly Parameter[];
  readonly body?: Readonly<Record<string, Content>>;
  /** By status; those of errors follow from `errors`. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** Codes beside those that every route knows. */
  readonly errors?: readonly ErrorCode[];
  /** A command line that shows it, where the path alone does not. */
  readonly curl?: string;
}

import type { OpenApiDocument } from '../document';
import type { StreamMessage } from '../routes/route';
import type { Schema } from '../schema/json-schema';
import { SchemaJudge } from './schema-judge';

/** What a server has answered. */
export interface Answered {
  readonly method: string;
  /** Without a query. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
}

interface Media {
  readonly schema: Schema;
  readonly 'x-messages'?: readonly StreamMessage[];
}

/** One operation of the document, and where it stands. */
export interface Documented {
  readonly method: string;
  /** With `{name}` for what varies. */
  readonly path: string;
  readonly operation: Schema;
}

/** Holds answers against a document. A field that it does not tell is a flaw. */
export class DocumentedAnswers {
  readonly #judge: SchemaJudge;
  readonly operations: readonly Documented[];

  constructor(document: OpenApiDocument) {
    this.#judge = new SchemaJudge(document, { closed: true });
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    );
  }

  /** The operation that a request is for; the one whose path says most when several fit. */
  find(method: string, path: string): Documented {
    const fitting = this.operations
      .filter((one) => one.method === method && patternOf(one.path).test(path))
      .sort((a, b) => variables(a.path) - variables(b.path));
    if (!fitting[0]) throw new Error(`the document does not know ${method} ${path}`);
    return fitting[0];
  }

  /** What the document does not say of this answer, one line each. */
  flaws(answered: Answered): string[] {
    const { method, path, status, contentType, body } = answered;
    const { responses } = this.find(method, path).operation as {
      responses: Record<string, { content?: Record<string, Media> }>;
    };
    const response = responses[status];
    if (!response) return [`the status ${status} is not told of: ${body.slice(0, 300)}`];
    if (!response.content) return body === '' ? [] : [`a body of ${body.length} characters is not told of`];
    const type = (contentType ?? '').split(';', 1)[0]?.trim() ?? '';
    const media = response.content[type];
    if (!media) return [`the media type "${type}" is not told of`];
    return this.#judge.flaws(media.schema, isJson(type) ? JSON.parse(body) : body);
  }

  /** The same of a message of a stream. */
  messageFlaws(path: string, { event, data }: { readonly event: string; readonly data: unknown }): string[] {
    const { responses } = this.find('GET', path).operation as {
      responses: Record<string, { content: Record<string, Media> }>;
    };
    const messages = responses['200']?.content['text/event-stream']?.['x-messages'] ?? [];
    const told = messages.find((one) => one.event === event) ?? messages.find((one) => one.event === '<type>');
    return told ? this.#judge.flaws(told.data, data) : [`the message "${event}" is not told of`];
  }

  flawsBy(schema: Schema, value: unknown): string[] {
    return this.#judge.flaws(schema, value);
  }
}

/** JSON, but not a line of it after the other. */
export function isJson(contentType: string | null): boolean {
  return /^application\/(problem\+)?json\b/.test(contentType ?? '');
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
}

function variables(path: string): number {
  return path.split('{').length;
}

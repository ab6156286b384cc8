import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningService, startService } from '../../../../../test/support/service';
import { makeTempFolder } from '../../../../../test/support/temp-folder';
import type { OpenApiDocument } from '../document';
import { type Documented, DocumentedAnswers, isJson } from './documented-answers';
import { tellingRoutes } from './telling-routes';

const TOKEN = 'a-token-that-allows-everything-0123456789';

export interface Asking {
  /** With its `?`. */
  readonly query?: string;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** The running service with its document, which every answer is held against. Tokens are set, so all routes are there. */
export class DocumentedService {
  readonly token = TOKEN;
  readonly withToken = { authorization: `Bearer ${TOKEN}` };
  /** Operations that were answered as the document says, with a status below 400. */
  readonly answeredWell = new Set<string>();

  private constructor(
    readonly service: RunningService,
    readonly document: OpenApiDocument,
    readonly told: DocumentedAnswers,
    /** Which routes it has. */
    readonly routes: readonly string[],
  ) {}

  static async start(): Promise<DocumentedService> {
    const folder = await makeTempFolder();
    const tokenFile = join(folder, 'tokens');
    writeFileSync(tokenFile, `${TOKEN}\n`, { mode: 0o600 });
    const { main, routes } = tellingRoutes(folder);
    const service = await startService({ main, args: ['--token-file', tokenFile] });
    const answer = await fetch(`${service.url}/openapi.json`, { headers: { authorization: `Bearer ${TOKEN}` } });
    const document = (await answer.json()) as OpenApiDocument;
    return new DocumentedService(service, document, new DocumentedAnswers(document), routes());
  }

  /**
   * Asks, with the token unless the headers say otherwise.
   * @throws Error that names each point in which the answer is not what the document says.
   */
  async ask(method: string, path: string, { query = '', body, headers = {} }: Asking = {}): Promise<Answer> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${this.service.url}${path}${query}`, {
      method,
      redirect: 'manual',
      headers: { ...this.withToken, ...json, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const { status } = answer;
    const text = await answer.text();
    const contentType = answer.headers.get('content-type');
    const flaws = this.told.flaws({ method, path, status, contentType, body: text });
    if (flaws.length > 0) {
      const list = [...new Set(flaws)].slice(0, 20).join('\n  ');
      throw new Error(`the answer ${status} to ${method} ${path}${query} is not what the document says:\n  ${list}`);
    }
    if (status < 400) this.answeredWell.add(nameOf(this.told.find(method, path)));
    return {
      status,
      headers: answer.headers,
      text,
      json: isJson(contentType) ? JSON.parse(text) : undefined,
    };
  }
}

export function nameOf({ method, path }: Pick<Documented, 'method' | 'path'>): string {
  return `${method} ${path}`;
}

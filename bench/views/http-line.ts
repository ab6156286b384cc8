import { Agent, type IncomingHttpHeaders, request } from 'node:http';

const INSIDE = /^app;dur=(\d+\.\d+)$/;

/** What was answered, and how long it took. */
export interface Answered {
  readonly text: string;
  /** From asking until all of it was there, ms. */
  readonly ms: number;
  /** What of it the service has counted, from taking the request to handing the answer over; null where it does not. */
  readonly insideMs: number | null;
}

/** Connections to the service that are kept: requests beyond their number wait for one. */
export class HttpLine {
  readonly #agent: Agent;

  constructor(
    private readonly url: string,
    connections = 1,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** The answer, once all of it is there. @throws Error unless the status is 200. */
  ask(path: string): Promise<Answered> {
    return this.#send('GET', path);
  }

  async get(path: string): Promise<string> {
    return (await this.ask(path)).text;
  }

  async post(path: string, body: object): Promise<string> {
    return (await this.#send('POST', path, JSON.stringify(body))).text;
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, path: string, body?: string): Promise<Answered> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const headers = body === undefined ? {} : { 'content-type': 'application/json' };
      const asked = request(`${this.url}${path}`, { agent: this.#agent, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const ms = performance.now() - began;
          const text = Buffer.concat(chunks).toString('utf8');
          if (response.statusCode === 200) resolve({ text, ms, insideMs: insideMs(response.headers) });
          else reject(new Error(`${method} ${path} was answered ${String(response.statusCode)}: ${text}`));
        });
      });
      asked.on('error', reject);
      asked.end(body);
    });
  }
}

function insideMs(headers: IncomingHttpHeaders): number | null {
  const told = INSIDE.exec(String(headers['server-timing']));
  return told ? Number(told[1]) : null;
}

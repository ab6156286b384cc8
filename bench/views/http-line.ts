import { Agent, request } from 'node:http';

/** Connections to the service that are kept: requests beyond their number wait for one. */
export class HttpLine {
  readonly #agent: Agent;

  constructor(
    private readonly url: string,
    connections = 1,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** The answer as text, once all of it is there. @throws Error unless the status is 200. */
  get(path: string): Promise<string> {
    return this.#send('GET', path);
  }

  post(path: string, body: object): Promise<string> {
    return this.#send('POST', path, JSON.stringify(body));
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, path: string, body?: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = body === undefined ? {} : { 'content-type': 'application/json' };
      const asked = request(`${this.url}${path}`, { agent: this.#agent, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${method} ${path} was answered ${String(response.statusCode)}: ${text}`));
        });
      });
      asked.on('error', reject);
      asked.end(body);
    });
  }
}

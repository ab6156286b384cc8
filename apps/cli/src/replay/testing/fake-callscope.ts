import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedPost {
  readonly path: string | undefined;
  readonly contentType: string | undefined;
  readonly body: Record<string, unknown>;
  readonly atMs: number;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Breaks the connection instead of answering. */
  readonly hangUp?: boolean;
}

type Respond = (post: ReceivedPost, index: number) => FakeAnswer | Promise<FakeAnswer>;

export interface FakeCallscope {
  readonly url: string;
  readonly posts: ReceivedPost[];
  close(): Promise<void>;
}

/** A real HTTP server on a free port that answers as the test says; healthy from the start. */
export async function fakeCallscope(respond: Respond = () => ({}), healthStatus = 200): Promise<FakeCallscope> {
  const posts: ReceivedPost[] = [];
  const server = createServer((request, response) => {
    void answer(request).then(({ status = 200, headers = {}, body = { ok: true }, hangUp = false }) => {
      if (hangUp) return request.socket.destroy();
      return response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    posts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage): Promise<FakeAnswer> {
    const content = await text(request);
    if (request.method === 'GET' && request.url === '/health') return { status: healthStatus };
    const body = JSON.parse(content) as Record<string, unknown>;
    const post = { path: request.url, contentType: request.headers['content-type'], body, atMs: Date.now() };
    posts.push(post);
    return respond(post, posts.length - 1);
  }
}

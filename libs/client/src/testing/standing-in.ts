import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from '../../../../test/support/at-end';

export interface Post {
  readonly headers: IncomingMessage['headers'];
  readonly events: readonly { readonly id: string; readonly call_id: string; readonly occurred_at: number }[];
  readonly bytes: number;
  readonly atMs: number;
}

export interface StandIn {
  readonly url: string;
  readonly posts: readonly Post[];
}

/** Stands in for a service where one has to answer what a real one seldom does: a status and headers for each post. */
export async function standIn(
  answer: (post: Post, index: number) => readonly [status: number, body: object, headers?: Record<string, string>],
): Promise<StandIn> {
  const posts: Post[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const events = body
        .toString()
        .split('\n')
        .map((line) => JSON.parse(line) as Post['events'][number]);
      const post = { headers: request.headers, events, bytes: body.length, atMs: performance.now() };
      const [status, answered, headers = {}] = answer(post, posts.push(post) - 1);
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(answered));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, posts };
}

export const allTaken = (post: Post) =>
  [200, { accepted: post.events.length, duplicates: 0, rejected: 0, position: null, errors: [] }] as const;

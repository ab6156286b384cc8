import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from './at-end';

/** A way to the service that lets so many posts through; the next one is never answered. */
export async function cutAfter(url: string, posts: number): Promise<{ url: string; reached: Promise<void> }> {
  let seen = 0;
  let tell = (): void => undefined;
  const reached = new Promise<void>((resolve) => (tell = resolve));
  const to = await way(url, () => {
    seen += 1;
    if (seen <= posts) return 'through';
    tell();
    return 'silence';
  });
  return { url: to, reached };
}

/** A way to the service that says so often that it is busy. */
export async function busyFor(url: string, times: number): Promise<{ url: string; asked: () => readonly number[] }> {
  const asked: number[] = [];
  const to = await way(url, () => (asked.push(Date.now()) <= times ? 'busy' : 'through'));
  return { url: to, asked: () => asked };
}

async function way(url: string, decide: () => 'through' | 'busy' | 'silence'): Promise<string> {
  const server = createServer((request, response) => {
    const what = request.method === 'POST' ? decide() : 'through';
    if (what === 'through') {
      const { host: _host, ...headers } = request.headers;
      const onward = ask(`${url}${request.url ?? ''}`, { method: request.method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    } else if (what === 'busy') {
      request.resume().on('end', () => response.writeHead(503, { 'retry-after': '1' }).end('{"code":"overloaded"}'));
    } else request.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

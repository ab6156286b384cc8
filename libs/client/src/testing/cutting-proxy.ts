import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { atEnd } from '../../../../test/support/at-end';

export interface CuttingProxy {
  readonly url: string;
  /** Connections that were taken, and those that it cut. */
  readonly counts: { taken: number; cut: number };
  /** From now on it lets everything through, or cuts again. */
  cutting: boolean;
  /** Cuts all that are open. */
  cutNow(): void;
}

/**
 * Passes bytes on to a service, and cuts each connection after up to so many bytes of answer: in the middle of a frame,
 * of a line, of a character. `where` draws from 0 up to 1.
 */
export async function cuttingProxy(serviceUrl: string, maxBytes: number, where: () => number): Promise<CuttingProxy> {
  const { hostname, port } = new URL(serviceUrl);
  const open = new Set<Socket>();
  const proxy = { url: '', counts: { taken: 0, cut: 0 }, cutting: true, cutNow };
  function cutNow(): void {
    for (const socket of open) socket.destroy();
  }
  const server = createServer((client) => {
    proxy.counts.taken += 1;
    const upstream = connect(Number(port), hostname);
    let leftBytes = proxy.cutting ? Math.floor(where() * maxBytes) : Infinity;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
      open.delete(client);
    };
    open.add(client);
    for (const socket of [client, upstream]) socket.on('error', () => undefined).on('close', end);
    client.on('data', (chunk: Buffer) => upstream.write(chunk));
    upstream.on('data', (chunk: Buffer) => {
      const passed = chunk.subarray(0, leftBytes);
      leftBytes -= passed.length;
      if (leftBytes > 0) client.write(passed);
      else {
        proxy.counts.cut += 1;
        client.write(passed, end);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(async () => {
    cutNow();
    await new Promise((resolve) => server.close(resolve));
  });
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}

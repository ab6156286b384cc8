import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { atEnd } from '../../../../test/support/at-end';

export interface CuttingProxy {
  readonly url: string;
  /** Connections that were taken, those that it cut, and those of them that it cut in the middle of a character. */
  readonly counts: { taken: number; cut: number; inCharacter: number };
  /** From now on it lets everything through, or cuts again. */
  cutting: boolean;
  /** Cuts all that are open. */
  cutNow(): void;
}

/**
 * Passes bytes on to a service, and cuts each connection after up to so many bytes of answer: in the middle of a frame or
 * of a line; every second one, if wanted, in the middle of the next character of several bytes. `where` draws from 0 up
 * to 1.
 */
export async function cuttingProxy(
  serviceUrl: string,
  maxBytes: number,
  where: () => number,
  cutsCharacters = false,
): Promise<CuttingProxy> {
  const { hostname, port } = new URL(serviceUrl);
  const open = new Set<Socket>();
  const proxy = { url: '', counts: { taken: 0, cut: 0, inCharacter: 0 }, cutting: true, cutNow };
  function cutNow(): void {
    for (const socket of open) socket.destroy();
  }
  const server = createServer((client) => {
    proxy.counts.taken += 1;
    const upstream = connect(Number(port), hostname);
    let leftBytes = proxy.cutting ? Math.floor(where() * maxBytes) : Infinity;
    const isInCharacter = cutsCharacters && proxy.counts.taken % 2 === 0;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
      open.delete(client);
    };
    open.add(client);
    for (const socket of [client, upstream]) socket.on('error', () => undefined).on('close', end);
    client.on('data', (chunk: Buffer) => upstream.write(chunk));
    upstream.on('data', (chunk: Buffer) => {
      const at = cutAt(chunk, leftBytes, isInCharacter);
      leftBytes = Math.max(0, leftBytes - chunk.length);
      if (at === -1) {
        client.write(chunk);
        return;
      }
      upstream.pause();
      proxy.counts.cut += 1;
      if (isContinued(chunk[at])) proxy.counts.inCharacter += 1;
      client.write(chunk.subarray(0, at), end);
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

/** Where to cut these bytes after so many of them; -1: not in them. */
function cutAt(chunk: Buffer, leftBytes: number, isInCharacter: boolean): number {
  if (leftBytes > chunk.length) return -1;
  return isInCharacter ? chunk.findIndex((byte, n) => n >= leftBytes && isContinued(byte)) : leftBytes;
}

/** Is it a byte of UTF-8 that goes on with a character? */
function isContinued(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

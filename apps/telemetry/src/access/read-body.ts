import type { IncomingMessage } from 'node:http';
import { bodyStream, discardRest } from '../door/body-stream';
import { DoorError } from '../door/http-problem';

/**
 * The whole of a body, inflated. One that is too large is not read to its end, which may never come: its sender gets
 * a moment to look up, then the answer, and with it the connection is closed.
 * @throws DoorError when it is larger than so many bytes, or nobody knows its encoding.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const { headers } = request;
  const length = Number(headers['content-length'] ?? 0);
  if (headers['transfer-encoding'] === undefined && length === 0) return Buffer.alloc(0);
  try {
    if (headers['content-encoding'] !== undefined) return await collectInflated(request, maxBytes);
    if (length > maxBytes) throw tooLarge(maxBytes);
    return await collectPlain(request, maxBytes);
  } catch (error) {
    await discardRest(request);
    throw error;
  }
}

async function collectInflated(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of bodyStream(request)) {
    bytes += piece.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, bytes);
}

/** By events: nearly every body comes in one piece, and an iterator would cost more than all the rest. */
function collectPlain(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    const onData = (piece: Buffer): void => {
      bytes += piece.length;
      pieces.push(piece);
      if (bytes <= maxBytes) return;
      request.off('data', onData);
      pieces.length = 0;
      reject(tooLarge(maxBytes));
    };
    request.on('data', onData);
    request.once('end', () => {
      resolve(pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces, bytes));
    });
    // What is settled stays so: after the end these two mean nothing.
    request.once('error', reject);
    request.once('close', () => {
      reject(brokenOff());
    });
  });
}

function brokenOff(): Error {
  return Object.assign(new Error('the sender went away'), { code: 'ECONNRESET' });
}

function tooLarge(maxBytes: number): DoorError {
  const size = maxBytes >= 1_048_576 ? `${maxBytes / 1_048_576} MiB` : `${maxBytes} bytes`;
  return new DoorError({
    status: 413,
    code: 'body_too_large',
    message: `the body is larger than ${size} after inflation`,
  });
}

import type { IncomingMessage } from 'node:http';
import { bodyStream } from '../door/body-stream';
import { BODIES_HELD } from './bodies-held';
import { BodyPieces, tooLarge } from './body-pieces';

/**
 * The whole of a body, inflated. One that is too large is not read to its end, which may never come: who answers with
 * the error lets its sender look up first (`discardRest`).
 * @param held what all bodies together hold; those of the process, but in tests.
 * @throws DoorError when it is larger than so many bytes, when all bodies together are, or nobody knows its encoding.
 */
export async function readBody(request: IncomingMessage, maxBytes: number, held = BODIES_HELD): Promise<Buffer> {
  const { headers } = request;
  const length = Number(headers['content-length'] ?? 0);
  if (headers['transfer-encoding'] === undefined && length === 0) return Buffer.alloc(0);
  const isPlain = headers['content-encoding'] === undefined;
  if (isPlain && length > maxBytes) throw tooLarge(maxBytes);
  const pieces = new BodyPieces(maxBytes, held);
  try {
    await (isPlain ? collectPlain(request, pieces) : collectInflated(request, pieces));
    return pieces.whole();
  } finally {
    pieces.letGo();
  }
}

async function collectInflated(request: IncomingMessage, pieces: BodyPieces): Promise<void> {
  for await (const piece of bodyStream(request)) {
    const refusal = pieces.take(piece);
    if (refusal) throw refusal;
  }
}

/** By events: nearly every body comes in one piece, and an iterator would cost more than all the rest. */
function collectPlain(request: IncomingMessage, pieces: BodyPieces): Promise<void> {
  return new Promise((resolve, reject) => {
    const onData = (piece: Buffer): void => {
      const refusal = pieces.take(piece);
      if (refusal === null) return;
      request.off('data', onData);
      reject(refusal);
    };
    request.on('data', onData);
    request.once('end', resolve);
    // What is settled stays so: after the end this one means nothing.
    request.once('error', reject);
    // It closes after a good end, too, and an error costs a stack.
    request.once('close', () => {
      if (!request.readableEnded) reject(brokenOff());
    });
  });
}

function brokenOff(): Error {
  return Object.assign(new Error('the sender went away'), { code: 'ECONNRESET' });
}

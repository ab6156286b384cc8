import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { DoorError, UNSUPPORTED_ENCODING } from './http-problem';

const INFLATERS: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** Who is still sending after a failure gets this long to come to an end and read why. */
const MAX_DISCARD_MS = 1_000;

/**
 * The bytes of a body of any length, inflated as they come. They are read no faster than they are taken; leaving off in
 * the middle leaves the connection open for an answer.
 * @throws DoorError when nobody knows the encoding.
 */
export function bodyStream(request: IncomingMessage): AsyncIterable<Uint8Array> {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity') return request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  const inflater = INFLATERS.get(encoding)?.();
  if (!inflater) throw new DoorError(UNSUPPORTED_ENCODING);
  // What breaks off is said to be broken off: the inflater would wait for more.
  request.once('error', (error) => inflater.destroy(error));
  return request.pipe(inflater);
}

/**
 * Reads on without looking, for a moment: a sender that is cut off while it writes may never see the answer. `Problems`
 * does so before it answers, and nobody else needs to. It never rejects.
 */
export async function discardRest(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return;
  const over = new AbortController();
  request.once('close', () => {
    over.abort();
  });
  request.once('end', () => {
    over.abort();
  });
  // Still bound to an inflater that was given up, it would stand still.
  request.unpipe();
  request.resume();
  await delay(MAX_DISCARD_MS, undefined, { signal: over.signal }).catch(() => undefined);
}

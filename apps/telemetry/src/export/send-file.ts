import { once } from 'node:events';
import type { Response } from 'express';
import type { ListFormat } from './formats';

/** Who takes nothing for so long does not want it any more. */
const PATIENCE_MS = 60_000;

/**
 * Sends a list as a file to save, no faster than it is taken. Nothing is sent before the first piece is there: until
 * then a failure can be answered as one. Leaves off when the reader is gone.
 */
export async function sendFile(
  response: Response,
  name: string,
  { mediaType, ending }: Pick<ListFormat<unknown>, 'mediaType' | 'ending'>,
  pieces: AsyncIterable<string>,
): Promise<void> {
  for await (const piece of pieces) {
    if (response.destroyed) return;
    if (!response.headersSent) {
      response.setHeader('Content-Type', mediaType);
      response.setHeader('Content-Disposition', `attachment; filename="${name}.${ending}"`);
      response.setHeader('X-Content-Type-Options', 'nosniff');
      response.setHeader('Cache-Control', 'no-store');
      response.setTimeout(PATIENCE_MS, () => response.destroy());
      if (response.req.method === 'HEAD') break;
    }
    if (piece !== '' && !response.write(piece)) await drained(response);
  }
  response.end();
}

/** Also when the reader has gone: then nothing drains any more. */
async function drained(response: Response): Promise<void> {
  const over = new AbortController();
  const settled = { signal: over.signal };
  await Promise.race([once(response, 'drain', settled), once(response, 'close', settled)]);
  over.abort();
}

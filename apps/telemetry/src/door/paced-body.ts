import type { Views } from '@callscope/projections';

/**
 * A body of any length, read no faster than the views take in what comes of it: a long one is slowed down, where one
 * that begins when they are behind already is refused.
 */
export async function* pacedBody(
  chunks: AsyncIterable<Uint8Array>,
  views: Pick<Views, 'keepsUp'>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    await views.keepsUp();
    yield chunk;
  }
}

import type { IncomingMessage } from 'node:http';

/** A shorter body is mostly here already. */
const LONG_BYTES = 64 * 1_024;

/** Does the request say that its body is so long that one better asks whether it would be taken before reading it? */
export function saysLong({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return Number(headers['content-length'] ?? 0) > LONG_BYTES;
}

import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

const longBodies = new WeakMap<Socket, IncomingMessage>();

/** The body of this request may take as long as it makes progress. */
export function mayTakeLong(request: IncomingMessage): void {
  longBodies.set(request.socket, request);
}

/**
 * Called when a request has taken longer than an ordinary one may. One whose body may take long is watched from here
 * on, and cut off when its sender stands still.
 * @param idleMs without a byte, after which that is so.
 * @returns whether it is such a request.
 */
export function letLongBodyOn(socket: Socket, idleMs: number, checkMs: number): boolean {
  const request = longBodies.get(socket);
  if (request === undefined || request.complete) return false;
  let bytesSeen = socket.bytesRead;
  let progressAt = Date.now();
  const timer = setInterval(() => {
    // What waits here waits for us, not for the sender.
    if (socket.bytesRead !== bytesSeen || request.readableLength > 0) {
      bytesSeen = socket.bytesRead;
      progressAt = Date.now();
    } else if (Date.now() - progressAt >= idleMs) {
      socket.destroy();
    }
  }, checkMs);
  request.once('close', () => {
    clearInterval(timer);
  });
  return true;
}

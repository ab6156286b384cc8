import type { Socket } from 'node:net';

const stepsOf = new WeakMap<Socket, Set<() => void>>();

/**
 * Does something once when a connection closes: of the requests that were sent one behind the other, Node tells that to
 * the first one's answer alone. One listener a connection serves all of its requests.
 * @returns leaves it off, and says whether it was still to be done.
 */
export function whenClosed(socket: Socket, step: () => void): () => boolean {
  const steps = stepsOf.get(socket) ?? listen(socket);
  steps.add(step);
  return () => steps.delete(step);
}

function listen(socket: Socket): Set<() => void> {
  const steps = new Set<() => void>();
  stepsOf.set(socket, steps);
  socket.once('close', () => {
    const due = [...steps];
    steps.clear();
    for (const step of due) step();
  });
  return steps;
}

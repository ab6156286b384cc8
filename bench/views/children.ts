import type { ChildProcess } from 'node:child_process';

const running = new Set<ChildProcess>();
// Whatever ends the benchmark, nothing that it has started outlives it.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** @returns null, when it has ended. */
export function keepTrackOf(child: ChildProcess): Promise<null> {
  running.add(child);
  return new Promise((resolve) => {
    child.on('close', () => {
      running.delete(child);
      resolve(null);
    });
  });
}

import { codeOf, messageOf } from './error-facts';
import { ExitCode } from './exit-codes';

/** What of the process it needs. */
export type Output = Pick<NodeJS.Process, 'stdout' | 'stderr' | 'exitCode'>;

/**
 * Nothing that a command says can end it with a stack: what it was asked for is done. Who reads no more, as `head`, has
 * read enough. What cannot be written, as on a full disk, is said once, and the exit code tells it.
 */
export function watchOutput(process: Output): void {
  let isSaid = false;
  const watch = (name: 'stdout' | 'stderr'): void => {
    process[name].on('error', (error) => {
      if (codeOf(error) === 'EPIPE') return;
      process.exitCode ||= ExitCode.BadUsage;
      if (isSaid || name === 'stderr') return;
      isSaid = true;
      process.stderr.write(`callscope: cannot write to stdout: ${messageOf(error)}\n`);
    });
  };
  watch('stdout');
  watch('stderr');
}

import { CliError } from '../cli-error';
import { codeOf, messageOf } from '../error-facts';
import { ExitCode } from '../exit-codes';

/** Exit codes by the code of what the log throws. */
const EXIT_CODES: ReadonlyMap<string | undefined, number> = new Map([
  ['damaged', ExitCode.Damaged],
  ['folder_in_use', ExitCode.FolderInUse],
]);

/** Runs work on the files of a log; what goes wrong ends the command with one sentence. */
export function onFiles<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw failureOf(error);
  }
}

/** What went wrong with the files, as the end of a command. */
export function failureOf(error: unknown): CliError {
  return new CliError(messageOf(error), EXIT_CODES.get(codeOf(error)) ?? ExitCode.BadUsage);
}

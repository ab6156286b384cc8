import { CliError } from '../cli-error';
import { ExitCode } from '../exit-codes';

export function badUsage(sentence: string): CliError {
  return new CliError(sentence, ExitCode.BadUsage);
}

/** @throws CliError when there is a word that nobody asked for. */
export function noMoreWords(words: readonly string[]): void {
  const [extra] = words;
  if (extra !== undefined) throw badUsage(`"${extra}" is too much (--help tells more)`);
}

import { backupCommand } from './backup/backup.command';
import { CliError } from './cli-error';
import type { Command } from './command';
import { compactCommand } from './compact/compact.command';
import { eraseCommand } from './erase/erase.command';
import { ExitCode } from './exit-codes';
import { replayCommand } from './replay/replay.command';
import { tailCommand } from './tail/tail.command';
import type { Terminal } from './terminal';
import { verifyCommand } from './verify/verify.command';

const commands: ReadonlyMap<string, Command> = new Map(
  [replayCommand, verifyCommand, backupCommand, compactCommand, eraseCommand, tailCommand].map((command) => [
    command.name,
    command,
  ]),
);

/** Runs the command that the first word names; answers with the exit code. */
export async function dispatch(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...args] = argv;
  if (name === '--help' || name === '-h') {
    terminal.out(help());
    return ExitCode.Done;
  }
  if (name === undefined) {
    terminal.err(help());
    return ExitCode.BadUsage;
  }
  const command = commands.get(name);
  if (command === undefined) {
    terminal.err(`callscope: no command "${name}"; it has ${[...commands.keys()].join(', ')}\n`);
    return ExitCode.BadUsage;
  }
  try {
    return await command.run(args, terminal);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    terminal.err(`callscope ${name}: ${error.message}\n`);
    return error.exitCode;
  }
}

function help(): string {
  const width = Math.max(...[...commands.keys()].map((name) => name.length));
  const list = [...commands.values()].map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return ['Usage: callscope COMMAND [...]', '', ...list, '', '`callscope COMMAND --help` tells more.', ''].join('\n');
}

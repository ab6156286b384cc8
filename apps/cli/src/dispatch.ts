import { CliError } from './cli-error';
import { COMMANDS } from './commands';
import { ExitCode } from './exit-codes';
import { likeliest } from './likeliest';
import type { Terminal } from './terminal';

/** Runs the command that the first word names; answers with the exit code. */
export async function dispatch(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...args] = argv;
  if (name === '--help' || name === '-h' || name === 'help') {
    terminal.out(help());
    return ExitCode.Done;
  }
  if (name === undefined) {
    terminal.err(help());
    return ExitCode.BadUsage;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) {
    terminal.err(`callscope: ${unknown(name)}\n`);
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

function unknown(name: string): string {
  const names = COMMANDS.map((command) => command.name);
  const meant = likeliest(name, names);
  return `no command "${name}"; ${meant === null ? `it has ${names.join(', ')}` : `did you mean ${meant}? (--help lists all)`}`;
}

function help(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const list = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'Usage: callscope COMMAND [...]',
    '',
    'What AI phone agents do: a durable event log of their calls, live on one page.',
    '',
    ...list,
    '',
    '`callscope COMMAND --help` tells more: every flag, an example, and what the exit codes say.',
    '',
  ].join('\n');
}

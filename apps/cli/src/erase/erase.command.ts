import { numberOf } from '@callscope/call-state';
import type { Command } from '../command';
import { CliError } from '../cli-error';
import { badUsage } from '../data/data-options';
import { failureOf } from '../data/log-failure';
import { codeOf } from '../error-facts';
import { ExitCode } from '../exit-codes';
import { eraseByService, logBehind } from './erase-by-service';
import { eraseInFiles } from './erase-in-files';
import { type EraseOptions, parseEraseOptions } from './erase-options';
import type { EraseResult } from './erase-result';
import { logIn } from './log-in';

const USUAL_URL = 'http://127.0.0.1:8000';

const usage = `Usage: callscope erase --call ID | --number NUMBER [--data DIR] [--url URL] [--token-file FILE]

Takes everything that tells of a person out of one call, or out of every call from or to a number, and off the disk. What
was measured stays. It cannot be undone. A running service does it; without one the files are opened, and the next start
makes the read models anew. Backups, exports and copies are not reached, and masked numbers are not found.

  --call ID          the call
  --number NUMBER    the number, however it is written
  --data DIR         the data folder (default .callscope, or CALLSCOPE_DATA)
  --url URL          where the service listens (default ${USUAL_URL}, if it has this folder)
  --token-file FILE  a file with a token that allows admin (or CALLSCOPE_TOKEN_FILE), where the service asks for one
  --help             print this

Exit code: 0 done, 1 no such call or refused, 2 bad flags or no log there, 3 the service cannot be reached, 4 the log is
damaged.
`;

export const eraseCommand: Command = {
  name: 'erase',
  summary: 'takes what tells of a person out of a call, or out of all calls of a number',
  async run(args, terminal) {
    const options = parseEraseOptions(args);
    if (options === 'help') {
      terminal.out(usage);
      return ExitCode.Done;
    }
    // Not quoted: numbers of people stand in no message.
    if ('number' in options.target && numberOf(options.target.number) === null) throw badUsage('--number is no number');
    const { call_ids: ids, events } = await erase(options);
    terminal.out(`${ids.length} calls erased, ${events} events lost what told of a person\n`);
    for (const id of ids) terminal.out(`${id}\n`);
    return ExitCode.Done;
  },
};

async function erase({ target, data, url, tokenFile }: EraseOptions): Promise<EraseResult> {
  if (url !== null) return eraseByService(url, target, tokenFile);
  const log = logIn(data);
  if (log === null) throw badUsage(`there is no event log in ${data}`);
  const result = await eraseInFiles(data, target).catch((error: unknown) => {
    if (codeOf(error) !== 'folder_in_use') throw failureOf(error);
    return 'in use' as const;
  });
  if (result === null) throw new CliError('there is no such call', ExitCode.SomeRefused);
  if (result !== 'in use') return result;
  if ((await logBehind(USUAL_URL)) === log) return eraseByService(USUAL_URL, target, tokenFile);
  throw new CliError(`a service has ${data}: say by --url where it listens`, ExitCode.FolderInUse);
}

import { numberOf } from '@callscope/call-state';
import { CliError } from '../cli-error';
import { failureOf } from '../data/log-failure';
import { codeOf } from '../error-facts';
import { ExitCode } from '../exit-codes';
import { badUsage } from '../form/bad-usage';
import { COMMON } from '../form/common-flags';
import { formCommand } from '../form/form-command';
import { eraseByService, logBehind } from './erase-by-service';
import { eraseInFiles } from './erase-in-files';
import { ERASE_FORM, type EraseOptions, eraseOptions } from './erase-options';
import type { EraseResult } from './erase-result';
import { logIn } from './log-in';

const USUAL_URL = COMMON.url.fallback;

export const eraseCommand = formCommand(ERASE_FORM, async (given, terminal) => {
  const options = eraseOptions(given);
  // Not quoted: numbers of people stand in no message.
  if ('number' in options.target && numberOf(options.target.number) === null) throw badUsage('--number is no number');
  const { call_ids: ids, events } = await erase(options);
  if (given.values.json) {
    terminal.out(`${JSON.stringify({ call_ids: ids, events })}\n`);
    return ExitCode.Done;
  }
  terminal.out(`${ids.length} calls erased, ${events} events lost what told of a person\n`);
  for (const id of ids) terminal.out(`${id}\n`);
  return ExitCode.Done;
});

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

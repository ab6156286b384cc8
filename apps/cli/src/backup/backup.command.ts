import { backupLog } from '@callscope/event-log';
import type { Command } from '../command';
import { badUsage, noMoreWords, parseDataOptions } from '../data/data-options';
import { onFiles } from '../data/log-failure';
import { ExitCode } from '../exit-codes';

const usage = `Usage: callscope backup DIR [--data DIR]

Copies the event log into a folder, as it stands at one moment, and verifies the copy. The service may run meanwhile and
goes on writing. The copy is a data folder: start the service with --data DIR, or move it to where the old one was. Who
follows the log is told then that it is another one, since newer events may be missing in it.

  DIR         where the copy goes: a folder that is missing or empty
  --data DIR  the data folder (default .callscope, or CALLSCOPE_DATA)
  --help      print this

Exit code: 0 the copy is there and on disk, 2 bad flags, no log there or no room, 4 the log is damaged.
`;

export const backupCommand: Command = {
  name: 'backup',
  summary: 'copies the event log, while the service runs or not',
  async run(args, terminal) {
    const options = parseDataOptions(args);
    if (options === 'help') {
      terminal.out(usage);
      return ExitCode.Done;
    }
    const [to, ...rest] = options.words;
    if (to === undefined) throw badUsage('where to? (--help tells more)');
    noMoreWords(rest);
    const { logId, head, events, folder } = onFiles(() => backupLog(options.data, to));
    terminal.out(`log ${logId}: ${events} events up to position ${head} are in ${folder}, verified\n`);
    return ExitCode.Done;
  },
};

import { backupLog } from '@callscope/event-log';
import { dataCommand } from '../data/data-command';
import { badUsage, noMoreWords } from '../data/data-options';
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

export const backupCommand = dataCommand({
  name: 'backup',
  summary: 'copies the event log, while the service runs or not',
  usage,
  operand([to, ...rest]) {
    if (to === undefined) throw badUsage('where to? (--help tells more)');
    noMoreWords(rest);
    return to;
  },
  work: backupLog,
  tell({ logId, head, events, folder }, terminal) {
    terminal.out(`log ${logId}: ${events} events up to position ${head} are in ${folder}, verified\n`);
    return ExitCode.Done;
  },
});

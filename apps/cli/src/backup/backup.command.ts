import { backupLog } from '@callscope/event-log';
import { dataCommand } from '../data/data-command';
import { ExitCode } from '../exit-codes';
import { badUsage, noMoreWords } from '../form/bad-usage';

export const backupCommand = dataCommand({
  form: {
    name: 'backup',
    purpose: 'copies the event log, while the service runs or not',
    words: 'DIR',
    about:
      'Copies the event log into a folder, as it stands at one moment, and verifies the copy. The service may run ' +
      'meanwhile and goes on writing. The copy is a data folder: start the service with --data DIR, or move it to where ' +
      'the old one was. Who follows the log is told then that it is another one, since newer events may be missing in it.',
    operands: { DIR: 'where the copy goes: a folder that is missing or empty' },
    examples: ['backup /backups/monday --data /var/lib/callscope'],
    exits: [
      [ExitCode.Done, 'the copy is there and on disk'],
      [ExitCode.BadUsage, 'bad flags, no log there or no room'],
      [ExitCode.Damaged, 'the log is damaged'],
    ],
  },
  operand([to, ...rest]) {
    if (to === undefined) throw badUsage('where to? (--help tells more)');
    noMoreWords(rest);
    return to;
  },
  work: backupLog,
  json: ({ logId, head, events, folder }) => ({ log: logId, position: head, events, folder }),
  tell({ logId, head, events, folder }, terminal) {
    terminal.out(`log ${logId}: ${events} events up to position ${head} are in ${folder}, verified\n`);
    return ExitCode.Done;
  },
});

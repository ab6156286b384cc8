import { compactLog } from '@callscope/event-log';
import { dataCommand } from '../data/data-command';
import { ExitCode } from '../exit-codes';
import { noMoreWords } from '../form/bad-usage';

export const compactCommand = dataCommand({
  form: {
    name: 'compact',
    purpose: 'gives back the room that erased data has left',
    about:
      'Gives back the room that erased data has left in the event log. The service must be stopped, and the disk must ' +
      'have as much room again as the log takes. A damaged log is not touched.',
    examples: ['compact --data /var/lib/callscope'],
    exits: [
      [ExitCode.Done, 'done'],
      [ExitCode.BadUsage, 'bad flags, no log there or no room'],
      [ExitCode.FolderInUse, 'the folder is in use'],
      [ExitCode.Damaged, 'the log is damaged'],
    ],
  },
  operand: noMoreWords,
  work: compactLog,
  json: ({ beforeBytes, afterBytes }) => ({ before_bytes: beforeBytes, after_bytes: afterBytes }),
  tell({ beforeBytes, afterBytes }, terminal) {
    terminal.out(`${beforeBytes} bytes before, ${afterBytes} now\n`);
    return ExitCode.Done;
  },
});

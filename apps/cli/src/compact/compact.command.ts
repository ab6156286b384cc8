import { compactLog } from '@callscope/event-log';
import { dataCommand } from '../data/data-command';
import { noMoreWords } from '../data/data-options';
import { ExitCode } from '../exit-codes';

const usage = `Usage: callscope compact [--data DIR]

Gives back the room that erased data has left in the event log. The service must be stopped, and the disk must have as
much room again as the log takes. A damaged log is not touched.

  --data DIR  the data folder (default .callscope, or CALLSCOPE_DATA)
  --help      print this

Exit code: 0 done, 2 bad flags, no log there or no room, 3 the folder is in use, 4 the log is damaged.
`;

export const compactCommand = dataCommand({
  name: 'compact',
  summary: 'gives back the room that erased data has left',
  usage,
  operand: noMoreWords,
  work: compactLog,
  tell({ beforeBytes, afterBytes }, terminal) {
    terminal.out(`${beforeBytes} bytes before, ${afterBytes} now\n`);
    return ExitCode.Done;
  },
});

import { verifyLog } from '@callscope/event-log';
import { dataCommand } from '../data/data-command';
import { noMoreWords } from '../data/data-options';
import { ExitCode } from '../exit-codes';

const usage = `Usage: callscope verify [--data DIR]

Looks at everything in the event log, and changes nothing: pages, indexes, the checksum of every event, and that no
position is missing. The service may run meanwhile. A large log takes a while: about 20 s for a million events.

  --data DIR  the data folder (default .callscope, or CALLSCOPE_DATA)
  --help      print this

Exit code: 0 all is as it was stored, 2 bad flags or no log there, 4 something is damaged: it says what.
`;

export const verifyCommand = dataCommand({
  name: 'verify',
  summary: 'looks whether the event log is as it was stored',
  usage,
  operand: noMoreWords,
  work: verifyLog,
  tell({ logId, head, events, calls, trimmedCalls, baselineRows, flaws }, terminal) {
    terminal.out(`log ${logId}: ${events} events of ${calls} calls are as they were stored, up to position ${head}\n`);
    if (trimmedCalls > 0) terminal.out(`${trimmedCalls} calls were trimmed; ${baselineRows} rows tell of them\n`);
    for (const flaw of flaws) terminal.err(`callscope verify: damaged: ${flaw}\n`);
    return flaws.length === 0 ? ExitCode.Done : ExitCode.Damaged;
  },
});

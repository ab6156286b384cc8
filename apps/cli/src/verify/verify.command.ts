import { verifyLog } from '@callscope/event-log';
import { dataCommand } from '../data/data-command';
import { ExitCode } from '../exit-codes';
import { noMoreWords } from '../form/bad-usage';

export const verifyCommand = dataCommand({
  form: {
    name: 'verify',
    purpose: 'looks whether the event log is as it was stored',
    about:
      'Looks at everything in the event log, and changes nothing: pages, indexes, the checksum of every event, and ' +
      'that no position is missing. The service may run meanwhile. A large log takes a while: about 20 s for a million ' +
      'events.',
    examples: ['verify --data /var/lib/callscope'],
    exits: [
      [ExitCode.Done, 'all is as it was stored'],
      [ExitCode.BadUsage, 'bad flags or no log there'],
      [ExitCode.Damaged, 'something is damaged: it says what'],
    ],
  },
  operand: noMoreWords,
  work: verifyLog,
  json: ({ logId, head, events, calls, trimmedCalls, baselineRows, flaws }) => ({
    log: logId,
    position: head,
    events,
    calls,
    trimmed_calls: trimmedCalls,
    baseline_rows: baselineRows,
    flaws,
  }),
  tell({ logId, head, events, calls, trimmedCalls, baselineRows, flaws }, terminal) {
    terminal.out(`log ${logId}: ${events} events of ${calls} calls are as they were stored, up to position ${head}\n`);
    if (trimmedCalls > 0) terminal.out(`${trimmedCalls} calls were trimmed; ${baselineRows} rows tell of them\n`);
    for (const flaw of flaws) terminal.err(`callscope verify: damaged: ${flaw}\n`);
    return flaws.length === 0 ? ExitCode.Done : ExitCode.Damaged;
  },
});

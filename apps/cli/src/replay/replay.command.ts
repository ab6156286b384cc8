import type { Command } from '../command';
import { ExitCode } from '../exit-codes';
import { systemClock, type Clock } from './clock';
import { parseOptions } from './options';
import { readRecording } from './read-recording';
import { replay } from './replay';
import { checkHealth } from './service';
import { summaryJson, summaryText, type Summary } from './summary';
import { usage } from './usage';

export function replayCommandWith(clock: Clock): Command {
  return {
    name: 'replay',
    summary: 'plays a recorded file of calls into a running Callscope',
    async run(args, terminal) {
      const options = parseOptions(args);
      if (options === 'help') {
        terminal.out(usage);
        return ExitCode.Done;
      }
      const recording = await readRecording(options.file);
      await checkHealth(options.url);
      const summary = await replay(recording, options, terminal, clock);
      terminal.out(options.json ? summaryJson(summary) : summaryText(summary));
      return exitCodeOf(summary);
    },
  };
}

export const replayCommand = replayCommandWith(systemClock);

function exitCodeOf({ stopped, refused, unreadable }: Summary): number {
  if (stopped === 'interrupted') return ExitCode.Interrupted;
  if (stopped === 'unreachable') return ExitCode.Unreachable;
  return refused.length + unreadable.length > 0 ? ExitCode.SomeRefused : ExitCode.Done;
}

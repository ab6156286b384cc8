import type { Command } from '../command';
import { tokenIn } from '../data/token-file';
import { ExitCode } from '../exit-codes';
import { formCommand } from '../form/form-command';
import { systemClock, type Clock } from '../clock';
import { REPLAY_FORM, replayOptions } from './options';
import { readRecording } from './read-recording';
import { replay } from './replay';
import { checkHealth } from '../service/service';
import { summaryJson, summaryText, type Summary } from './summary';

export function replayCommandWith(clock: Clock): Command {
  return formCommand(REPLAY_FORM, async (given, terminal) => {
    const options = replayOptions(given);
    const { url, tokenFile } = options;
    const recording = await readRecording(options.file);
    const token = tokenFile === undefined ? undefined : tokenIn(tokenFile, 'ingest', 'send calls');
    await checkHealth(url);
    const summary = await replay(recording, options, { url, token }, terminal, clock);
    terminal.out(options.json ? summaryJson(summary) : summaryText(summary));
    return exitCodeOf(summary);
  });
}

export const replayCommand = replayCommandWith(systemClock);

function exitCodeOf({ stopped, refused, unreadable }: Summary): number {
  if (stopped === 'interrupted') return ExitCode.Interrupted;
  if (stopped === 'unreachable') return ExitCode.Unreachable;
  return refused.length + unreadable.length > 0 ? ExitCode.SomeRefused : ExitCode.Done;
}

import { systemClock, type Clock } from '../clock';
import type { Command } from '../command';
import { tokenIn } from '../data/token-file';
import { ExitCode } from '../exit-codes';
import { formCommand } from '../form/form-command';
import { speedText } from '../replay/speed';
import { checkHealth } from '../service/service';
import { printStory } from './print-story';
import { SIMULATE_FORM, type SimulateOptions, simulateOptions } from './simulate-options';
import { type Simulation, simulationOf } from './simulation';
import { type Told, tellStory } from './tell-story';
import { countsText } from './told-counts';

export function simulateCommandWith(clock: Clock): Command {
  return formCommand(SIMULATE_FORM, async (given, terminal) => {
    const options = simulateOptions(given);
    if (options.dryRun) {
      await printStory(simulationOf(options, clock.nowMs()), terminal);
      return ExitCode.Done;
    }
    const { url, tokenFile, json } = options;
    const token = tokenFile === undefined ? undefined : tokenIn(tokenFile, 'ingest', 'ingest');
    await checkHealth(url);
    const simulation = simulationOf(options, clock.nowMs());
    terminal.err(`${announcement(options, simulation)}\n`);
    const told = await tellStory(simulation, { url, token }, terminal, clock);
    const wallMs = clock.nowMs() - simulation.dates.wallStartAt;
    terminal.out(json ? countsJson(told, simulation, wallMs) : countsText(told.counts, simulation.seed, wallMs));
    return exitCodeOf(told, options);
  });
}

export const simulateCommand = simulateCommandWith(systemClock);

function announcement({ calls, callsPerMinute, speed }: SimulateOptions, { seed }: Simulation): string {
  const many = calls === Infinity ? 'calls until Ctrl-C' : `${calls} calls`;
  return `simulate ${many}, ${callsPerMinute} a minute (${speedText(speed)}, seed ${seed})`;
}

function countsJson({ counts, stopped }: Told, { seed, startAt }: Simulation, wallMs: number): string {
  const { calls, events, refused, problems } = counts;
  const summary = { seed, start: startAt, calls, events, refused, problems, wall_ms: Math.round(wallMs), stopped };
  return `${JSON.stringify(summary)}\n`;
}

function exitCodeOf({ counts, stopped }: Told, { calls }: SimulateOptions): number {
  if (stopped === 'unreachable') return ExitCode.Unreachable;
  if (counts.refused > 0) return ExitCode.SomeRefused;
  return stopped === 'interrupted' && calls !== Infinity ? ExitCode.Interrupted : ExitCode.Done;
}

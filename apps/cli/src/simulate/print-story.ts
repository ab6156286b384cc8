import { setImmediate } from 'node:timers/promises';
import type { SimulatedEvent } from '@callscope/simulator';
import type { Terminal } from '../terminal';
import { playStory, type Simulation } from './simulation';

const AT_ONCE = { nowMs: () => 0, waitUntil: () => Promise.resolve() };
const LINES_A_WRITE = 500;

/** Prints the events instead of telling them, without waiting for their time. */
export async function printStory(simulation: Simulation, terminal: Terminal): Promise<void> {
  const stop = new AbortController();
  const ignoreInterrupt = terminal.onInterrupt(() => stop.abort());
  terminal.onOutputClosed(() => stop.abort());
  let lines: string[] = [];
  const write = async (): Promise<void> => {
    await terminal.drained(lines.join(''));
    lines = [];
    // So that Ctrl-C, and a reader who goes away, are noticed.
    await setImmediate();
  };
  const print = async (event: SimulatedEvent): Promise<void> => {
    lines.push(`${JSON.stringify(event)}\n`);
    if (lines.length === LINES_A_WRITE) await write();
  };
  await playStory(simulation, print, AT_ONCE, stop.signal).finally(ignoreInterrupt);
  await write();
}

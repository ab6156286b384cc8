/**
 * How many events a second become durable, and what it costs the main loop. Prints one JSON object.
 *
 *   node -r @swc-node/register bench/append.bench.ts [--seconds 5] [--folder DIR]
 *
 * The floor is what the disk itself takes for the same bytes: a plain file, write and fdatasync, one event at a time.
 * The folder should lie on the disk that is meant; by default the system's folder for temporary files.
 */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { TurnCompleted } from '@callscope/call-events';
import { type EventLog, SqliteEventLog } from '@callscope/event-log';

const APPENDERS = 64;
const WARM_UP_SECONDS = 1;
const NS_PER_MS = 1e6;

let serial = 0;

/** A turn as an agent tells it, about 600 bytes; forty turns make a call. */
function aTurn(): TurnCompleted {
  const number = (serial += 1);
  const call = `call-${Math.floor(number / 40)}`;
  const said = 'I would like to move my appointment to Thursday at half past ten, please.';
  return {
    id: `${call}:turn:${number}`,
    type: 'turn.completed',
    v: 1,
    call_id: call,
    occurred_at: 1_778_627_015_000 + number,
    source: { framework: 'patter', adapter: 'native', sdk: 'python', version: '0.6.2' },
    data: {
      turn: number % 40,
      user_text: `${said} (${number})`,
      agent_text: 'Of course. I have moved it to Thursday at half past ten. Is there anything else?',
      outcome: 'completed',
      latency: { response_ms: 904.5, endpoint_ms: 210, stt_ms: 81.2, llm_ttft_ms: 402.25, tts_ms: 188.5 },
      started_at: 1_778_627_011_000 + number,
      ended_at: 1_778_627_015_000 + number,
      tts_characters: 81,
    },
  };
}

/** Events a second while `appenders` append one event each, one after the other. */
async function appendFor(log: EventLog, appenders: number, seconds: number): Promise<number> {
  const began = performance.now();
  const end = began + seconds * 1_000;
  let stored = 0;
  const append = async (): Promise<void> => {
    while (performance.now() < end) {
      await log.append([aTurn()]);
      stored += 1;
    }
  };
  await Promise.all(Array.from({ length: appenders }, append));
  return perSecond(stored, began);
}

/** Events a second of a plain file that is synced after each. */
function floorFor(folder: string, seconds: number): number {
  const fd = openSync(join(folder, 'floor'), 'w');
  const began = performance.now();
  let written = 0;
  while (performance.now() < began + seconds * 1_000) {
    writeSync(fd, JSON.stringify(aTurn()));
    fdatasyncSync(fd);
    written += 1;
  }
  closeSync(fd);
  return perSecond(written, began);
}

function perSecond(count: number, beganMs: number): number {
  return Math.round((count * 1_000) / (performance.now() - beganMs));
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { seconds: { type: 'string', default: '5' }, folder: { type: 'string', default: tmpdir() } },
  });
  const seconds = Number(values.seconds);
  const folder = mkdtempSync(join(values.folder, 'callscope-bench-'));
  const log = await SqliteEventLog.open({ folder: join(folder, 'data') });
  // Who follows is part of what an append costs: the views are told of every head, and read in a thread of their own.
  log.heads.subscribe();
  try {
    await appendFor(log, APPENDERS, WARM_UP_SECONDS);
    const floor = floorFor(folder, seconds);
    const oneAtATime = await appendFor(log, 1, seconds);
    const loop = monitorEventLoopDelay({ resolution: 1 });
    loop.enable();
    const together = await appendFor(log, APPENDERS, seconds);
    loop.disable();
    const result = {
      node: process.version,
      event_bytes: JSON.stringify(aTurn()).length,
      floor_events_per_s: floor,
      one_at_a_time_events_per_s: oneAtATime,
      one_at_a_time_of_floor: round(oneAtATime / floor),
      appenders: APPENDERS,
      together_events_per_s: together,
      together_of_floor: round(together / floor),
      loop_delay_p99_ms: round(loop.percentile(99) / NS_PER_MS),
      loop_delay_max_ms: round(loop.max / NS_PER_MS),
    };
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  } finally {
    await log.close();
    rmSync(folder, { recursive: true });
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

void run();

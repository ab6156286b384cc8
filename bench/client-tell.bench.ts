/**
 * What `tell()` of the client takes from its caller, while a real service takes the events in. Each event is also made
 * JSON alone, right before it is told and on the same clock: less than that no producer can take. Prints a table, and
 * one line of JSON at its end; the exit code is 1 when the service does not have every event.
 *
 *   npm run build:server
 *   node -r @swc-node/register bench/client-tell.bench.ts [--events 100000] [--burst 50] [--characters 200] [--folder DIR]
 *
 * On a machine with fewer cores than work a process is also stopped for others, for 4 ms and more, in `tell()` as anywhere
 * else. On Linux `chrt -R -f 5 node …`, as root, leaves that out: what remains is the client's own, and the disk's.
 *
 * Collecting garbage stops whoever runs just then, the caller as well: what is slow for that reason is told apart.
 * `--characters` is how long the words of one event are. The folder holds the outbox and the log, by default the system's
 * folder for temporary files.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Producer, producer, type ToldEvent } from '@callscope/client';
import { GcPauses } from './client/gc-pauses';
import { Times } from './client/times';
import { Report } from './views/report';
import { ServiceProcess } from './views/service-process';

/** What a new process does with code that it has not run before is not what is meant. */
const WARM_UP_EVENTS = 5_000;
/** What the producer holds at most: from then on each event pushes out another. */
const FULL_EVENTS = 10_000;
/** Nobody listens there. */
const AWAY = 'http://127.0.0.1:9';
const FLUSH_WITHIN_MS = 120_000;
const SAID = 'I would like to move my appointment to Thursday at half past ten, please. ';

interface Plan {
  readonly events: number;
  /** So many are told one after the other, before others get their turn. */
  readonly burst: number;
  readonly words: string;
}

function aTurn(call: string, number: number, words: string): ToldEvent {
  return {
    type: 'turn.completed',
    call_id: `${call}-${Math.floor(number / 40)}`,
    source: { framework: 'bench', adapter: 'native' },
    data: {
      turn: number % 40,
      user_text: `${words}(${number})`,
      agent_text: 'Of course. I have moved it.',
      outcome: 'completed',
      latency: { response_ms: 904.5, endpoint_ms: 210, stt_ms: 81.2, llm_ttft_ms: 402.25, tts_ms: 188.5 },
      started_at: 1_778_627_011_000 + number,
      ended_at: 1_778_627_015_000 + number,
      tts_characters: 81,
    },
  };
}

/** Makes JSON of each event, and tells it; how long either took. */
async function tellAll(one: Producer, call: string, { events, burst, words }: Plan, isTaken: boolean) {
  // Half of what the producer holds, in events and in bytes: nothing may be dropped.
  const mostWaiting = Math.min(5_000, (8 * 1_048_576) / (words.length + 500));
  const times = { json: new Times(events), tell: new Times(events) };
  for (let n = 0; n < events; n += 1) {
    const event = aTurn(call, n, words);
    const began = performance.now();
    JSON.stringify(event);
    const made = performance.now();
    one.tell(event);
    const told = performance.now();
    times.json.add(began, made);
    times.tell.add(made, told);
    if (n % burst === burst - 1) {
      do await sleep(1);
      while (isTaken && one.waiting > mostWaiting);
    }
  }
  return times;
}

/** What one round is about: where its events wait, and whether anybody takes them in. */
interface Round {
  readonly name: string;
  readonly title: string;
  readonly url: string;
  readonly outbox: 'memory' | { readonly file: string };
  readonly isTaken: boolean;
}

/** Answers whether every event was told, or given up where nobody took it. */
async function play({ name, title, url, outbox, isTaken }: Round, plan: Plan, report: Report): Promise<boolean> {
  const one = producer({ url, outbox });
  const pauses = new GcPauses();
  await tellAll(one, `warm-${name}`, { ...plan, events: isTaken ? WARM_UP_EVENTS : FULL_EVENTS }, isTaken);
  const times = await tellAll(one, name, plan, isTaken);
  const isTold = await one.close(isTaken ? FLUSH_WITHIN_MS : 0);
  await pauses.stop();
  report.section(`${title}, us`, 'p50', 'p99', 'p99.9', 'max', 'max, no gc', 'over 1 ms');
  for (const [part, figures] of Object.entries(times)) {
    const found = figures.figures(pauses);
    report.row(part === 'json' ? 'JSON.stringify alone' : 'tell()', Object.values(found).map(String));
    report.note(`${name}_${part}_us`, found);
  }
  report.figure(`${name}_dropped`, one.dropped);
  return isTaken ? isTold && one.dropped === 0 : one.dropped === plan.events;
}

async function headOf({ url }: ServiceProcess): Promise<number> {
  const { head } = (await (await fetch(`${url}/api/v2/events?limit=1`)).json()) as { head: string };
  return Number(head.split('-')[1]);
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '100000' },
      burst: { type: 'string', default: '50' },
      characters: { type: 'string', default: '200' },
      folder: { type: 'string', default: tmpdir() },
    },
  });
  const characters = Number(values.characters);
  const words = SAID.repeat(Math.ceil(characters / SAID.length)).slice(0, characters);
  const plan = { events: Number(values.events), burst: Number(values.burst), words };
  const folder = mkdtempSync(join(values.folder, 'callscope-bench-'));
  const report = new Report();
  const service = await ServiceProcess.start(join(folder, 'data'));
  try {
    report.note('node', process.version);
    report.figure('events', plan.events);
    report.figure('event_bytes', JSON.stringify(aTurn('memory', 0, words)).length);
    let isWhole = true;
    const { url } = service;
    const file = join(folder, 'outbox.ndjson');
    for (const round of [
      { name: 'memory', title: 'outbox in memory', url, outbox: 'memory', isTaken: true },
      { name: 'file', title: 'outbox in a file', url, outbox: { file }, isTaken: true },
      { name: 'full', title: 'outbox full, nobody there', url: AWAY, outbox: 'memory', isTaken: false },
    ] as const) {
      isWhole = (await play(round, plan, report)) && isWhole;
    }
    const expected = 2 * (plan.events + WARM_UP_EVENTS);
    const stored = await headOf(service);
    report.section('in the log');
    report.figure('stored', stored);
    if (!isWhole || stored !== expected) process.exitCode = 1;
    report.end();
  } finally {
    await service.stop();
    rmSync(folder, { recursive: true });
  }
}

void run();

import type { AgentRef, LatencyStages } from '@callscope/call-events';
import type { Stats, StatsGroup } from '@callscope/call-state';
import { readJson, type Answer } from '../feed/read-json';
import type { WindowName } from '../route/window';
import type { Split } from './measures';
import { PacedRead } from './paced-read';

export interface SlowTurn {
  readonly call_id: string;
  readonly turn: number;
  readonly agent: AgentRef | null;
  readonly latency: LatencyStages;
}

export interface Figures {
  readonly range: WindowName;
  readonly by: Split;
  readonly stats: Stats;
  /** The groups of the window of the same length before; null of all time, which has none. */
  readonly before: readonly StatsGroup[] | null;
}

/** Which turns; instants epoch ms. */
export interface Asked {
  readonly sort: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly agent: string | null;
}

export interface Slow {
  readonly turns: readonly SlowTurn[];
}

export interface Failure {
  /** The service's own words, where it said some. */
  readonly message: string | null;
}

const EVERY_MS = 10_000;
const SHOWN = 6;

/** What the view shows, read from the service and kept until something newer is there. */
export class LatencyData {
  #figures = $state.raw<Figures | null>(null);
  #slow = $state.raw<Slow | null>(null);
  #failures = $state.raw<readonly (Failure | null)[]>([]);

  readonly #reads = [
    this.#read<Figures>(0, (data) => (this.#figures = data)),
    this.#read<Slow>(1, (data) => (this.#slow = data)),
  ] as const;

  get figures(): Figures | null {
    return this.#figures;
  }

  get slow(): Slow | null {
    return this.#slow;
  }

  /** What went wrong last, until the same read goes well. */
  get failure(): Failure | null {
    return this.#failures[0] ?? this.#failures[1] ?? null;
  }

  wantFigures(range: WindowName, by: Split): void {
    this.#reads[0].want(`${range} ${by}`, (signal) => readFigures(range, by, signal));
  }

  wantTurns(asked: Asked): void {
    this.#reads[1].want(JSON.stringify(asked), (signal) => readTurns(asked, signal));
  }

  changed(): void {
    for (const read of this.#reads) read.changed();
  }

  retry(): void {
    for (const read of this.#reads) read.again();
  }

  start(): () => void {
    const wake = (): void => this.#reads.forEach((read) => read.wake());
    document.addEventListener('visibilitychange', wake);
    return () => {
      document.removeEventListener('visibilitychange', wake);
      for (const read of this.#reads) read.stop();
    };
  }

  #read<T>(place: 0 | 1, keep: (data: T) => void): PacedRead<Answer<T>> {
    return new PacedRead<Answer<T>>({
      everyMs: EVERY_MS,
      hidden: () => document.hidden,
      onanswer: (answer) => {
        const failure = answer.kind === 'found' ? null : { message: answer.kind === 'failed' ? answer.message : null };
        this.#failures = place === 0 ? [failure, this.#failures[1] ?? null] : [this.#failures[0] ?? null, failure];
        if (answer.kind === 'found') keep(answer.data);
      },
    });
  }
}

const STATS = '/api/v2/stats';

async function readFigures(range: WindowName, by: Split, signal: AbortSignal): Promise<Answer<Figures>> {
  const now = await readJson<Stats>(STATS, { window: range, group_by: by, histogram: 1 }, signal);
  if (now.kind !== 'found') return now;
  const { from, to } = now.data.window;
  const former = from === null || to === null ? null : { from: from - (to - from), to: from, group_by: by };
  const then = former && (await readJson<Stats>(STATS, former, signal));
  const before = then?.kind === 'found' ? (then.data.groups ?? null) : null;
  return { kind: 'found', data: { range, by, stats: now.data, before } };
}

function readTurns(asked: Asked, signal: AbortSignal): Promise<Answer<Slow>> {
  return readJson<Slow>('/api/v2/turns', { ...asked, limit: SHOWN }, signal);
}

import type { LatencyStages } from '@callscope/call-events';
import type { OpenTurn, Turn } from '@callscope/call-state';
import { type Stage, STAGE_FIELD, STAGES } from '../charts/stages';
import type { PassingWords } from './passing-words';

export interface TurnInProgress {
  /** Null when nobody has numbered a turn yet. */
  readonly turn: number | null;
  readonly phase: 'caller' | 'waiting' | 'agent' | 'quiet';
  /** The stage that comes next; null where no stage was measured, and where all that come are there. */
  readonly awaits: Stage | null;
  /** What was measured so far. The stage that is waited for is as long as the page has waited for it. */
  readonly latency: LatencyStages;
  /** Nothing was measured: `response_ms` is from the caller's last words on, as this page has heard them. */
  readonly heard: boolean;
  /** Whether it changes with nothing but time. */
  readonly counts: boolean;
}

/** What is known of the turn; instants are of this page's clock, epoch ms. */
export interface Telling {
  readonly words: readonly PassingWords[];
  readonly turns: readonly Pick<Turn, 'turn'>[];
  readonly open: OpenTurn | null;
  /** When the newest of the open turn came; null: before the page looked. */
  readonly openAt: number | null;
}

/** Words in passing come several times a second; without any for so long the caller has stopped. */
export const PAUSE_MS = 800;

/** Who measures a stage tells it soon. After so long it is told in the end, or never, and counting would be untrue. */
export const PATIENCE_MS = 10_000;

interface Heard {
  readonly caller: PassingWords | undefined;
  readonly agent: PassingWords | undefined;
  /** The agent's words came last. */
  readonly answers: boolean;
  /** The caller's came last, and just now. */
  readonly speaks: boolean;
}

/**
 * Where the turn stands that is not over: by its stages, where its source tells them as they are measured. Another one
 * tells the turn in the end, whole; until then the words in passing are all there is of it.
 */
export function turnInProgress({ words, turns, open, openAt }: Telling, now: number): TurnInProgress {
  const heard = heardIn(
    words.filter(({ turn }) => turn === null || turn >= (open?.turn ?? 0)),
    now,
  );
  const last = turns.at(-1)?.turn ?? null;
  const turn = heard.agent?.turn ?? heard.caller?.turn ?? open?.turn ?? (last === null ? null : last + 1);
  const measured = open?.turn === turn ? open.latency : {};
  const next = stageAfter(measured);
  const told = next === undefined ? byWords(heard, open, now) : byStages(heard, measured, next, openAt, now);
  return { turn, ...told };
}

function heardIn(words: readonly PassingWords[], now: number): Heard {
  const caller = words.find(({ role }) => role === 'user');
  const agent = words.find(({ role }) => role === 'agent');
  const answers = agent !== undefined && agent.at >= (caller?.at ?? 0);
  const speaks = !answers && caller !== undefined && caller.text !== '' && now - caller.at < PAUSE_MS;
  return { caller, agent, answers, speaks };
}

function byStages(
  { caller, answers, speaks }: Heard,
  measured: LatencyStages,
  next: Stage | null,
  openAt: number | null,
  now: number,
): Omit<TurnInProgress, 'turn'> {
  const waited = openAt === null ? Infinity : Math.max(0, now - openAt);
  const awaits = answers && waited > PATIENCE_MS && openAt !== null ? null : next;
  const grows = awaits !== null && waited <= PATIENCE_MS;
  return {
    phase:
      speaks && caller !== undefined && caller.at > (openAt ?? 0) ? 'caller' : awaits === null ? 'agent' : 'waiting',
    awaits,
    latency: grows ? { ...measured, [STAGE_FIELD[awaits]]: waited } : measured,
    heard: false,
    counts: grows || speaks,
  };
}

function byWords(
  { caller, agent, answers, speaks }: Heard,
  open: OpenTurn | null,
  now: number,
): Omit<TurnInProgress, 'turn'> {
  const until = answers ? (agent?.since ?? now) : now;
  const heard = caller !== undefined && !speaks && until >= caller.at;
  return {
    phase: answers ? 'agent' : speaks ? 'caller' : caller === undefined ? begun(open) : 'waiting',
    awaits: null,
    latency: heard ? { response_ms: until - caller.at } : {},
    heard,
    counts: caller !== undefined && !answers,
  };
}

/** Null when the answer is heard; undefined while no stage is measured. */
function stageAfter(latency: LatencyStages): Stage | null | undefined {
  if (latency.response_ms !== undefined) return null;
  const last = STAGES.findLastIndex((stage) => latency[STAGE_FIELD[stage]] !== undefined);
  return last === -1 ? undefined : (STAGES[last + 1] ?? null);
}

/** Of a turn of which nobody's words came. */
function begun(open: OpenTurn | null): TurnInProgress['phase'] {
  if (open === null) return 'quiet';
  if (open.trigger === 'agent' || open.trigger === 'tool') return 'agent';
  return open.user_text === null ? 'caller' : 'waiting';
}

import type { CallStatus, CallStatusChanged, EndReason, StoredEnvelope } from '@callscope/call-events';
import { tell, type Telling, tellingOf, type Told } from './told';

const TERMINAL: ReadonlySet<string> = new Set([
  'completed',
  'busy',
  'no_answer',
  'failed',
  'canceled',
  'voicemail',
] satisfies CallStatus[]);

/** How far a call has come that has not ended. */
const PROGRESS = ['queued', 'initiated', 'ringing', 'in_progress', 'forwarding'] as const;
type Progress = (typeof PROGRESS)[number];

const ENDED_AS: Readonly<Partial<Record<EndReason, CallStatus>>> = {
  no_answer: 'no_answer',
  busy: 'busy',
  voicemail: 'voicemail',
  error: 'failed',
};

/** What was said about the status of a call. `raw` is the source's own word for the terminal one, where it matters. */
export interface Statuses {
  readonly progress: number;
  readonly terminal?: Told<{ readonly status: CallStatus; readonly raw?: string }>;
}

export function isTerminal(status: CallStatus | 'timed_out'): boolean {
  return status === 'timed_out' || TERMINAL.has(status);
}

export function reached(statuses: Statuses, progress: Progress): Statuses {
  const rank = PROGRESS.indexOf(progress);
  return rank <= statuses.progress ? statuses : { ...statuses, progress: rank };
}

export function evolveStatuses(statuses: Statuses, event: CallStatusChanged & StoredEnvelope): Statuses {
  const { status, raw_status: raw } = event.data;
  if (!TERMINAL.has(status)) return reached(statuses, status as Progress);
  const value = raw === undefined ? { status } : { status, raw };
  return { ...statuses, terminal: tell(statuses.terminal, value, terminalTelling(event)) };
}

/**
 * A word other than `completed` says more; then the carrier's own sequence decides, then time, then id. A sequence may
 * be any integer that is safe, so those of `completed` go below zero.
 */
function terminalTelling(event: CallStatusChanged & StoredEnvelope): Telling {
  const { status, sequence = 0 } = event.data;
  return { ...tellingOf(event), rank: status === 'completed' ? sequence - Number.MAX_SAFE_INTEGER : sequence + 1 };
}

/** The status that all of it makes. `ended`: the reason of the end that stands, or null when there is none. */
export function settledStatus(statuses: Statuses, ended: { reason: EndReason | null } | null): CallStatus {
  const terminal = statuses.terminal?.value.status;
  if (terminal && terminal !== 'completed') return terminal;
  if (ended) return (ended.reason && ENDED_AS[ended.reason]) ?? 'completed';
  return terminal ?? PROGRESS[statuses.progress] ?? 'initiated';
}

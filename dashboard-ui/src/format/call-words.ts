import type { CallRow, Turn } from '@callscope/call-state';
import { language } from '../words/language';

export function agentName(row: Pick<CallRow, 'agent'>): string | null {
  return row.agent?.name ?? row.agent?.id ?? null;
}

/** What is known of agent, mode and carrier, in this order: the first is the title of the cell. */
export function callFacts(row: Pick<CallRow, 'agent' | 'mode' | 'carrier'>): string[] {
  return [agentName(row), row.mode, row.carrier].filter((fact): fact is string => fact !== null && fact !== '');
}

/** When the call began, as far as anyone has said. */
export function startOf(row: Pick<CallRow, 'started_at' | 'initiated_at'>): number | null {
  return row.started_at ?? row.initiated_at;
}

/** The duration that was told, or the one that is running. `null`: no one knows. */
export function durationAt(row: CallRow, now: () => number): number | null {
  if (row.duration_ms !== null) return row.duration_ms;
  const start = startOf(row);
  return row.live && start !== null ? Math.max(0, now() - start) : null;
}

/** How a turn went. */
export function outcomeWord(outcome: Turn['outcome']): string {
  const words: Readonly<Record<string, string>> = language.words.outcome;
  return words[outcome] ?? outcome;
}

/** What a source said in a word of its own or of ours: `user_hangup` → `user hangup`. */
export function plainWords(word: string): string {
  const words: Readonly<Record<string, string>> = language.words.sent;
  return words[word] ?? word.replaceAll('_', ' ');
}

import type { CallDetail } from '@callscope/call-state';
import type { IconName } from '../components/icons';
import { plainWords } from '../format/call-words';
import { latencyQuantity } from '../format/quantity';
import { formatDuration } from '../format/time';
import { language } from '../words/language';

export interface Happened {
  readonly key: string;
  readonly icon: IconName;
  readonly bad: boolean;
  readonly what: string;
  /** Below it, each on a line: arguments and results, messages, addresses. */
  readonly more: readonly string[];
  readonly end: string;
  readonly unit?: string;
  readonly note: string;
}

export interface HappenedGroup {
  readonly title: string;
  readonly all: readonly Happened[];
}

const json = (value: unknown): string => (value == null ? '' : JSON.stringify(value));
const length = (ms: number | null): { end: string; unit?: string } => {
  if (ms === null) return { end: '' };
  const { value, unit } = latencyQuantity(ms);
  return { end: value, unit };
};

/** What happened beside the talking: tools, interruptions and errors in order of time, recordings. Empty groups are not there. */
export function happenedIn(detail: CallDetail, start: number): HappenedGroup[] {
  const inTurn = (turn: number | null): string => (turn === null ? '' : ` · ${language.words.any.turn} ${turn}`);
  const when = (turn: number | null, at: number): string => `${inTurn(turn)} · ${formatDuration(at - start)}`;
  const tools = detail.tools.map((tool): Happened => {
    const more = [json(tool.arguments), json(tool.result)];
    const what = (tool.name ?? language.words.page.tool) + inTurn(tool.turn);
    const end = {
      ...length(tool.duration_ms),
      note: tool.status === null ? language.words.page.running : plainWords(tool.status),
    };
    return { key: tool.tool_call_id, icon: 'tool', bad: tool.status === 'error', what, more, ...end };
  });
  const cuts = detail.interruptions.map(({ position, kind, turn, at, halt_ms }) => {
    const what = plainWords(kind) + when(turn, at);
    const end = { ...length(halt_ms), note: halt_ms === null ? '' : language.words.page.toHalt };
    return { at, key: String(position), icon: 'interrupted' as const, bad: false, what, more: [], ...end };
  });
  const errors = detail.errors.map(({ position, component, code, turn, at, message, fatal }) => {
    const what = [component, code, language.words.any.error].filter(Boolean).join(' ') + when(turn, at);
    const end = { end: '', note: fatal === true ? language.words.page.fatal : '' };
    const more = [message ?? language.words.page.messageErased];
    return { at, key: String(position), icon: 'warning' as const, bad: true, what, more, ...end };
  });
  const recordings = detail.recordings.map(({ position, url, duration_ms, format, turn }): Happened => {
    const end = { end: duration_ms === null ? '' : formatDuration(duration_ms), note: format ?? '' };
    const more = [url ?? language.words.page.addressErased];
    return {
      key: String(position),
      icon: 'phone',
      bad: false,
      what: `${language.words.page.recording}${inTurn(turn)}`,
      more,
      ...end,
    };
  });
  return [
    { title: language.words.page.tools, all: tools },
    { title: language.words.page.troubles, all: [...cuts, ...errors].sort((a, b) => a.at - b.at) },
    { title: language.words.page.recordings, all: recordings },
  ].filter(({ all }) => all.length > 0);
}

import { durationText } from '../duration-text';
import type { UnreadableLine } from './recording';
import { speedText, type Speed } from './speed';
import type { Counts, RefusedPost } from './tally';

export interface Summary extends Counts {
  readonly file: string;
  readonly page: string;
  readonly speed: Speed;
  readonly wallMs: number;
  readonly recordingMs: number;
  /** Posts in the file; `sent` is less when the replay was stopped. */
  readonly posts: number;
  readonly unreadable: readonly UnreadableLine[];
  readonly stopped: 'interrupted' | 'unreachable' | null;
}

const MOST_LISTED = 10;

export function summaryText(summary: Summary): string {
  const { page, sent, accepted, retries, calls, ended, refused, unreadable } = summary;
  return [
    headline(summary),
    `  posts  ${sent} sent, ${accepted} accepted, ${refused.length} refused, ${retries} retries`,
    `  calls  ${calls} seen, ${ended} ended`,
    ...list('refused', refused.map(refusedText)),
    ...list(
      'skipped',
      unreadable.map(({ line, reason }) => `line ${line}: ${reason}`),
    ),
    `  page   ${page}`,
    '',
  ].join('\n');
}

/** One JSON object on one line, with every line that was refused or skipped. Durations in milliseconds. */
export function summaryJson({ speed, wallMs, recordingMs, ...rest }: Summary): string {
  const times = { wall_ms: Math.round(wallMs), recording_ms: recordingMs };
  return `${JSON.stringify({ ...rest, speed: speed === Infinity ? 'max' : speed, ...times })}\n`;
}

function headline({ file, stopped, sent, posts, recordingMs, wallMs, speed }: Summary): string {
  const pace = `${durationText(wallMs)} (${speedText(speed)})`;
  if (stopped === null) return `Replayed ${file}: ${durationText(recordingMs)} of recording in ${pace}`;
  const why = stopped === 'interrupted' ? 'interrupted' : 'the service no longer answers';
  return `Stopped ${file} after ${sent} of ${posts} posts in ${pace}: ${why}`;
}

function refusedText({ line, status, code, message }: RefusedPost): string {
  const answer = status === 0 ? 'no answer' : `${status} ${code ?? 'without a code'}`;
  return `line ${line}: ${answer}${message === null ? '' : ` (${message})`}`;
}

function list(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const more = items.length > MOST_LISTED ? [`    and ${items.length - MOST_LISTED} more`] : [];
  return [`  ${title}`, ...items.slice(0, MOST_LISTED).map((item) => `    ${item}`), ...more];
}

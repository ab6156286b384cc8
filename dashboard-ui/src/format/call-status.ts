import type { CallRow } from '@callscope/call-state';
import type { IconName } from '../components/icons';
import { language } from '../words/language';

export interface StatusLook {
  readonly word: string;
  /** `null`: the live dot stands in its place. */
  readonly icon: IconName | null;
  readonly tone: 'live' | 'calm' | 'bad';
}

const ICONS = {
  queued: 'clock',
  initiated: 'phone',
  ringing: 'phone',
  in_progress: null,
  forwarding: 'out',
  completed: 'check',
  busy: 'busy',
  no_answer: 'missed',
  failed: 'warning',
  canceled: 'cross',
  voicemail: 'voicemail',
  timed_out: 'clock',
} as const satisfies Record<CallRow['status'], IconName | null>;

export const STATUSES = Object.keys(ICONS) as CallRow['status'][];

/** A word that a newer service may send is shown as it is; the row must not vanish for it. */
const KNOWN: Readonly<Record<string, IconName | null>> = ICONS;

export function statusLook(row: Pick<CallRow, 'status' | 'live'>): StatusLook {
  const words: Readonly<Record<string, string>> = language.words.status;
  const word = words[row.status] ?? row.status;
  const known = KNOWN[row.status];
  const icon = known === undefined ? 'missed' : known;
  const tone = row.live ? 'live' : row.status === 'failed' ? 'bad' : 'calm';
  return { word, tone, icon: row.live ? icon : (icon ?? 'check') };
}

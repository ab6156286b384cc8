import type { CallRow } from '@callscope/call-state';
import type { IconName } from '../components/icons';

interface Look {
  readonly word: string;
  /** `null`: the live dot stands in its place. */
  readonly icon: IconName | null;
}

export interface StatusLook extends Look {
  readonly tone: 'live' | 'calm' | 'bad';
}

const LOOKS = {
  queued: { word: 'Queued', icon: 'clock' },
  initiated: { word: 'Initiated', icon: 'phone' },
  ringing: { word: 'Ringing', icon: 'phone' },
  in_progress: { word: 'Live', icon: null },
  forwarding: { word: 'Forwarding', icon: 'out' },
  completed: { word: 'Completed', icon: 'check' },
  busy: { word: 'Busy', icon: 'busy' },
  no_answer: { word: 'No answer', icon: 'missed' },
  failed: { word: 'Failed', icon: 'warning' },
  canceled: { word: 'Canceled', icon: 'cross' },
  voicemail: { word: 'Voicemail', icon: 'voicemail' },
  timed_out: { word: 'Timed out', icon: 'clock' },
} as const satisfies Record<CallRow['status'], Look>;

export const STATUSES = Object.keys(LOOKS) as CallRow['status'][];

/** A word that a newer service may send is shown as it is; the row must not vanish for it. */
const KNOWN: Readonly<Record<string, Look>> = LOOKS;

export function statusLook(row: Pick<CallRow, 'status' | 'live'>): StatusLook {
  const { word, icon } = KNOWN[row.status] ?? { word: row.status, icon: 'missed' };
  const tone = row.live ? 'live' : row.status === 'failed' ? 'bad' : 'calm';
  return { word, tone, icon: row.live ? icon : (icon ?? 'check') };
}

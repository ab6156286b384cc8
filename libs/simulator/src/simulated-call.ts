import { type CallPlan, type Fate, planCall } from './call-plan';
import { Chance } from './chance';
import { playConversation } from './conversation';
import { Notebook } from './notebook';
import { partiesOf } from './parties';
import type { UndatedEvent } from './simulated-event';

const SOURCE = { framework: 'callscope-simulator', adapter: 'native' } as const;

/** How a call ends that nobody answers, in the words of its end and of its carrier. */
const unanswered = {
  no_answer: { reason: 'no_answer', status: 'no_answer', sip_code: 480 },
  busy: { reason: 'busy', status: 'busy', sip_code: 486 },
  unreachable: { reason: 'error', status: 'failed', sip_code: 503 },
} as const;

/** All events of one call, in the order in which they are told. The same chance gives the same call. */
export function simulateCall(callId: string, chance: Chance): readonly UndatedEvent[] {
  const plan = planCall(chance);
  const book = new Notebook(callId, SOURCE);
  book.write(0, 'call.initiated', partiesOf(plan));
  const ringMs = Math.round(chance.logNormal(300, 0.3));
  if (plan.direction !== 'web') book.write(ringMs, 'call.status_changed', { status: 'ringing', sequence: 1 });
  if (isUnanswered(plan.fate)) playUnanswered(plan.fate, book, ringMs, chance);
  else playConversation(plan, book, ringMs + waitMs(plan, chance), chance);
  return book.inOrder();
}

/** Agents pick up at once, people do not. */
function waitMs({ direction, fate }: CallPlan, chance: Chance): number {
  if (fate === 'voicemail') return chance.integer(18_000, 26_000);
  return Math.round(chance.logNormal(direction === 'outbound' ? 6_500 : 700, 0.45));
}

function isUnanswered(fate: Fate): fate is keyof typeof unanswered {
  return Object.hasOwn(unanswered, fate);
}

function playUnanswered(fate: keyof typeof unanswered, book: Notebook, ringMs: number, chance: Chance): void {
  const { reason, status, sip_code } = unanswered[fate];
  const endMs = ringMs + (fate === 'no_answer' ? chance.integer(25_000, 40_000) : chance.integer(600, 3_000));
  if (fate === 'unreachable') {
    const message = 'the carrier could not place the call';
    book.write(endMs, 'error.raised', { component: 'telephony', code: 'sip_503', message, fatal: true });
  }
  book.write(endMs, 'call.status_changed', { status, sequence: 2, sip_code });
  book.write(endMs, 'call.ended', { reason });
}

/** The call with this number in the story of a seed. */
export function callOfStory(seed: string, number: number, callId: string): readonly UndatedEvent[] {
  return simulateCall(callId, new Chance(`${seed}/call/${number}`));
}

import { type AgentRef, type CallEventType, isCustom, type StoredEvent } from '@callscope/call-events';
import { numberOf } from '@callscope/call-state';

/**
 * Events from which the words of a call are made. Those that tell no text make it known by its id: one of these comes to
 * every call, at the latest when it is given up.
 */
export const SEARCHED_TYPES = [
  'call.initiated',
  'call.started',
  'turn.completed',
  'turn.corrected',
  'transcript.final',
  'call.analyzed',
  'call.ended',
  'call.status_changed',
  'call.timed_out',
] as const satisfies readonly CallEventType[];

/** The texts by which people look for a call: numbers, agent, and what was said. Null for what is no searched type. */
export function textsOf(event: StoredEvent): readonly string[] | null {
  if (isCustom(event)) return null;
  switch (event.type) {
    case 'call.initiated':
    case 'call.started':
      return [...numbers(event.data.from, event.data.to), ...agentNames(event.data.agent)];
    case 'turn.completed':
    case 'turn.corrected':
      return texts(event.data.user_text, event.data.agent_text);
    case 'transcript.final':
      return texts(event.data.text);
    case 'call.analyzed':
      return texts(event.data.summary);
    case 'call.ended':
      return reportTexts(event.data.report ?? {});
    case 'call.status_changed':
    case 'call.timed_out':
      return [];
    case 'call.hidden':
    case 'call.unhidden':
    case 'call.erased':
    case 'turn.started':
    case 'latency.recorded':
    case 'usage.recorded':
    case 'cost.recorded':
    case 'tool.started':
    case 'tool.ended':
    case 'interruption.detected':
    case 'error.raised':
    case 'recording.available':
      return null;
  }
}

/** What a source reports at the end: numbers and transcript may stand nowhere else. */
function reportTexts(report: Readonly<Record<string, unknown>>): readonly string[] {
  const { caller, callee, transcript } = report;
  const said = Array.isArray(transcript) ? (transcript as unknown[]).map(textOf) : [];
  return [...numbers(caller, callee), ...texts(...said)];
}

function textOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'text' in entry ? entry.text : undefined;
}

function agentNames(agent: AgentRef | undefined): readonly string[] {
  return texts(agent?.id, agent?.name);
}

function texts(...values: unknown[]): string[] {
  return values.filter((value): value is string => typeof value === 'string' && value !== '');
}

function numbers(...values: unknown[]): string[] {
  return texts(...values).flatMap((value) => {
    const digits = digitsOf(value);
    if (digits !== null) return endsOf(digits);
    // An address: found by its words, and by the number in it, which is what erasing goes by.
    const number = numberOf(value);
    return number === null ? [value] : [value, ...endsOf(number)];
  });
}

/** Shortest end of a number that it is found by. */
const FEWEST_DIGITS = 4;
/** No number has more; what has is found whole, and by what is in so many of its last digits. */
const MOST_DIGITS = 32;

/** A number is found by any four of its digits in a row: each of its ends is a word, and words match by their start. */
function endsOf(digits: string): string[] {
  if (digits.length > MOST_DIGITS) return [digits, ...endsOf(digits.slice(-MOST_DIGITS))];
  return Array.from({ length: Math.max(1, digits.length - FEWEST_DIGITS + 1) }, (_, from) => digits.slice(from));
}

const PHONE_NUMBER = /^\+?[\d\s().\-/]+$/;

/** The digits of what is written like a phone number; null when it is something else, as an address. */
export function digitsOf(text: string): string | null {
  if (!PHONE_NUMBER.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  return digits === '' ? null : digits;
}

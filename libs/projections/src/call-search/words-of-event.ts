import { type AgentRef, type CallEventType, isCustom, type StoredEvent } from '@callscope/call-events';

/** Events that may tell such a text. */
export const TYPES_WITH_TEXTS = [
  'call.initiated',
  'call.started',
  'turn.completed',
  'turn.corrected',
  'transcript.final',
  'call.analyzed',
  'call.ended',
] as const satisfies readonly CallEventType[];

/** The texts by which people look for a call: numbers, agent, and what was said. Empty for events that tell none. */
export function textsOf(event: StoredEvent): readonly string[] {
  if (isCustom(event)) return [];
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
      return [];
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

/** Shortest end of a number that it is found by. */
const FEWEST_DIGITS = 4;

/** A number is found by any four of its digits in a row: each of its ends is a word, and words match by their start. */
function numbers(...values: unknown[]): string[] {
  return texts(...values).flatMap((value) => {
    const digits = digitsOf(value);
    if (digits === null) return [value];
    return Array.from({ length: Math.max(1, digits.length - FEWEST_DIGITS + 1) }, (_, from) => digits.slice(from));
  });
}

const PHONE_NUMBER = /^\+?[\d\s().-]+$/;

/** The digits of what is written like a phone number; null when it is something else, as an address. */
export function digitsOf(text: string): string | null {
  if (!PHONE_NUMBER.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  return digits === '' ? null : digits;
}

import { MAX_AMOUNT_NANO_USD, NANO_PER_USD, nanoFromUsd } from '@callscope/call-events';
import { isoInstantMs, isSafeId } from '../kernel';
import { MAX_DURATION_S, MAX_PARTY_CHARACTERS, MAX_TURN, MAX_TURNS } from './patter.limits';
import type { PatterBody } from './patter.payload';

const MAX_USD = MAX_AMOUNT_NANO_USD / NANO_PER_USD;

type Rule = (value: unknown) => boolean;
type Fields = readonly (readonly [name: string, rule: Rule])[];

const optional =
  (rule: Rule): Rule =>
  (value) =>
    value === undefined || value === null || rule(value);
const all = (names: readonly string[], rule: Rule): Fields => names.map((name) => [name, optional(rule)]);

const isText: Rule = (value) => typeof value === 'string';
const isNumber: Rule = (value) => typeof value === 'number' && Number.isFinite(value);
const isPlain: Rule = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isMoment: Rule = (value) =>
  typeof value === 'number' ? value >= 0 : typeof value === 'string' && isoInstantMs(value) !== null;
const isUsd: Rule = (value) =>
  // Known to be an amount without a look at its digits.
  (typeof value === 'number' && value >= 0 && value <= MAX_USD) ||
  ((typeof value === 'number' || typeof value === 'string') && nanoFromUsd(value) !== null);
const isParty: Rule = (value) => typeof value === 'string' && value.length <= MAX_PARTY_CHARACTERS;
const isTurnIndex: Rule = (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_TURN;
const isDuration: Rule = (value) => isNumber(value) && (value as number) >= 0 && (value as number) <= MAX_DURATION_S;

function isObject(fields: Fields): Rule {
  return (value) => {
    if (!isPlain(value)) return false;
    for (const [name, rule] of fields) if (!rule((value as Record<string, unknown>)[name])) return false;
    return true;
  };
}

const isListOf =
  (rule: Rule, most = Infinity): Rule =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(rule);

const LATENCIES = ['stt_ms', 'llm_ms', 'llm_ttft_ms', 'llm_total_ms', 'tts_ms', 'tts_total_ms', 'total_ms'];
const isLatency = isObject(
  all([...LATENCIES, 'endpoint_ms', 'bargein_ms', 'agent_response_ms', 'user_speech_duration_ms'], isNumber),
);

const isTurn = isObject([
  ['turn_index', isTurnIndex],
  ...all(['user_text', 'agent_text'], isText),
  ...all(['stt_audio_seconds', 'tts_characters'], isNumber),
  ...all(['latency'], isLatency),
  ...all(['timestamp'], isMoment),
]);

const MODELS = ['stt_provider', 'tts_provider', 'llm_provider', 'stt_model', 'tts_model', 'llm_model'];
const isMetrics = isObject([
  ...all(['duration_seconds'], isDuration),
  ...all(['turns'], isListOf(isTurn, MAX_TURNS)),
  ...all(['cost'], isObject(all(['stt', 'tts', 'llm', 'telephony', 'total', 'llm_cached_savings'], isUsd))),
  ...all(['latency_avg'], isPlain),
  ...all([...MODELS, 'provider_mode', 'telephony_provider'], isText),
]);

const isEntry = isObject([['role', isText], ['text', isText], ...all(['timestamp'], isMoment)]);

/**
 * Whether a body is one that `PatterBody` lets through, found out without it: a tenth of the time. What this does not
 * know to be sound is left to the class, which also says what is wrong; fast-check holds the two together.
 */
export const isPatterBody = isObject([
  ['call_id', isSafeId],
  ...all(['caller', 'callee'], isParty),
  ...all(['direction', 'status', 'telephony_provider'], isText),
  ...all(['custom_params'], isPlain),
  ...all(['started_at', 'ended_at'], isMoment),
  ...all(['transcript'], isListOf(isEntry)),
  ...all(['metrics'], isMetrics),
]) as (value: unknown) => value is PatterBody;

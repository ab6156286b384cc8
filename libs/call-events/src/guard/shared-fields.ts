import { DIRECTIONS, LATENCY_STAGES, MAX_TURN, MODES } from '../units';
import { objectOf } from './fields';
import { holdsUnknown } from './members';
import { durationMs, integer, jsonObject, oneOf, type Rule, text } from './rule';

/** Limits of what people and carriers name; long enough for any of them, short enough for an index. */
const NAME = text(256);
const PARTY = text(1_024);
const METADATA_BYTES = 16 * 1_024;

export const name: Rule = NAME;

export const turnNumber: Rule = integer(0, MAX_TURN);

const agent = objectOf({ optional: { id: NAME, name: NAME, version: NAME } });
const provider = objectOf({ optional: { name: NAME, model: NAME } });

export const parties = {
  required: { direction: oneOf(DIRECTIONS) },
  optional: {
    from: PARTY,
    to: PARTY,
    carrier: NAME,
    carrier_call_id: NAME,
    agent,
    metadata: jsonObject(METADATA_BYTES),
  },
};

export const mode: Rule = oneOf(MODES);
export const providers: Rule = objectOf({
  optional: { stt: provider, llm: provider, tts: provider, realtime: provider },
});

/**
 * Latencies by stage. An unknown stage is refused: it would be measured and shown nowhere. It is not quoted: it could be
 * as long as it likes, and a number that somebody has called.
 */
export const latencyStages: Rule = (value, path) => {
  const flaw = stages(value, path);
  if (flaw) return flaw;
  return holdsUnknown(value, stages.members) ? { field: path, message: STAGES_RULE } : null;
};

const STAGES_RULE = `must have stages of a latency only: ${LATENCY_STAGES.join(', ')}`;
const stages = objectOf({ optional: Object.fromEntries(LATENCY_STAGES.map((stage) => [stage, durationMs])) });

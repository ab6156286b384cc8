import type { CallEvent, TurnCompleted } from '@callscope/call-events';
import { bodyHash, decodeJsonObject, isSafeId, RefusedInputError, validated } from '../kernel';
import { logPayload, payload } from './patter.classes';
import { isPatterBody } from './patter.guard';
import { translateMetadata } from './patter.log.translate';
import type { PatterTurn } from './patter.payload';
import { PATTER_LOG_SOURCE } from './patter.source';
import { translateTurn } from './patter.turn.translate';

/** `metadata.json`, understood. */
export interface LoggedCall {
  /** As the file says: the folder's name may be a shortened form of it. */
  readonly callId: string;
  readonly events: readonly CallEvent[];
}

const START = ['started_at', 'caller', 'callee', 'direction', 'telephony_provider', 'provider_mode', 'agent'] as const;
const END = ['ended_at', 'duration_ms', 'status', 'cost', 'error'] as const;
const MAX_AGENT_BYTES = 15 * 1_024;

/**
 * A line of `transcript.jsonl`, without its end, as the turn that the end body of the call tells, too: the same id.
 * Nothing but the bytes, the id and the day of `receivedAt` (epoch ms) decides on the answer.
 * @throws RefusedInputError
 */
export function readLogTurn(line: Uint8Array, callId: string, receivedAt: number): TurnCompleted {
  if (!isSafeId(callId)) throw new RefusedInputError('missing_call_id', 'no call_id is told', 'call_id');
  const asSent = decodeJsonObject(line);
  // The guard takes a tenth of the time of the class, which says what is wrong.
  const isTurn = isPatterBody({ call_id: callId, metrics: { turns: [asSent] } });
  const turn = isTurn ? (asSent as unknown as PatterTurn) : validated(payload().PatterTurn, asSent);
  return { ...translateTurn(callId, turn, receivedAt), source: PATTER_LOG_SOURCE };
}

/**
 * The whole of `metadata.json`: a start, and once the call is over its costs and its end.
 * @param folder name of the folder it lies in; stands in for a call id that the file lacks.
 * @throws RefusedInputError
 */
export function readLogMetadata(file: Uint8Array, folder: string, receivedAt: number): LoggedCall {
  const asSent = decodeJsonObject(file);
  const metadata = validated(logPayload().PatterLogMetadata, asSent);
  const callId = metadata.call_id ?? folder;
  if (!isSafeId(callId)) throw new RefusedInputError('missing_call_id', 'no call_id is told', 'call_id');
  const agent = asSent['agent'] as Readonly<Record<string, unknown>> | null | undefined;
  const fits = Buffer.byteLength(JSON.stringify(agent ?? null)) <= MAX_AGENT_BYTES;
  const events = translateMetadata(metadata, {
    callId,
    startHash: hashOf(asSent, START),
    endHash: hashOf(asSent, END),
    receivedAt,
    agent: fits ? (agent ?? null) : null,
  });
  return { callId, events };
}

/**
 * Ids in `.deleted_call_ids.json`: calls that were taken out of Patter's own dashboard.
 * @throws RefusedInputError
 */
export function readDeletedIds(file: Uint8Array): readonly string[] {
  const ids = decodeJsonObject(file)['deleted_call_ids'];
  if (!Array.isArray(ids)) {
    throw new RefusedInputError('invalid_field', 'deleted_call_ids must be a list', 'deleted_call_ids');
  }
  return ids.filter(isSafeId);
}

function hashOf(file: Readonly<Record<string, unknown>>, keys: readonly string[]): string {
  return bodyHash(Object.fromEntries(keys.map((key) => [key, file[key] ?? null])));
}

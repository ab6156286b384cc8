import {
  type AnyDefinedEvent,
  type Flaw,
  isCustom,
  isObject,
  MAX_CUSTOM_BYTES,
  MAX_TURN,
} from '@callscope/call-events';
import { inNanoUsd } from './native.money.translate';
import { withoutNulls } from './native.nulls.translate';

type Data = Readonly<Record<string, unknown>>;

/** What was sent, as it is stored; or what is wrong with it. */
export type Translated = { readonly data: Data } | { readonly flaw: Flaw };

/** An event as it was sent: its type and what may tell its turn. */
export interface Sent {
  readonly type: string;
  readonly data?: unknown;
  readonly turn?: unknown;
}

const TURN_RULE = `must be a whole number from 0 to ${MAX_TURN}`;
const CUSTOM_RULE = `must not pass ${MAX_CUSTOM_BYTES} bytes`;

/**
 * The `data` of an event as it is stored: with its turn, money in nano-USD, nothing that is null. The guard of the type
 * (`spec`) judges it when all units are right.
 */
export function translateData(sent: Sent, spec: Pick<AnyDefinedEvent, 'guard'>): Translated {
  const told = sent.data ?? {};
  if (!isObject(told)) return { flaw: { field: 'data', message: 'must be an object' } };
  const withItsTurn = withTurn(told, sent.turn ?? null);
  if ('flaw' in withItsTurn) return withItsTurn;
  // What nobody knows is kept as it came, with its nulls.
  if (isCustom(sent)) return sizeChecked(withItsTurn.data);
  const inUnits = sent.type === 'cost.recorded' ? inNanoUsd(withItsTurn.data) : withItsTurn;
  if ('flaw' in inUnits) return inUnits;
  const flaw = spec.guard(inUnits.data, 'data');
  return flaw ? { flaw } : { data: withoutNulls(inUnits.data) };
}

/** A turn that only the envelope tells goes into `data`; told twice, it must be the same. */
function withTurn(data: Data, turn: unknown): Translated {
  if (turn === null) return { data };
  if (!isTurn(turn)) return { flaw: { field: 'turn', message: TURN_RULE } };
  if ((data['turn'] ?? turn) !== turn) return { flaw: { field: 'turn', message: 'must equal data.turn' } };
  return { data: data['turn'] === turn ? data : { ...data, turn } };
}

export function isTurn(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_TURN;
}

function sizeChecked(data: Data): Translated {
  return isSmall(data) ? { data } : { flaw: { field: 'data', message: CUSTOM_RULE } };
}

/** Is the data of a custom event small enough to be kept? */
export function isSmall(data: Data): boolean {
  return Buffer.byteLength(JSON.stringify(data)) <= MAX_CUSTOM_BYTES;
}

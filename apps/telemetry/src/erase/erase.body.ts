import { numberOf } from '@callscope/call-state';
import { decodeJsonObject, RefusedInputError } from '@callscope/intake';

/** What is to be erased: one call, or every call of a number (its digits). */
export type ToErase = { readonly callId: string } | { readonly digits: string };

/** @throws RefusedInputError when the body is not `{"call_id": text}` or `{"number": text}`. It quotes nothing. */
export function toErase(bytes: Uint8Array): ToErase {
  const { call_id: callId, number } = decodeJsonObject(bytes);
  if ((callId === undefined) === (number === undefined)) {
    throw new RefusedInputError('invalid_field', 'either call_id or number must be given', 'call_id');
  }
  if (callId !== undefined) {
    if (typeof callId === 'string' && callId !== '') return { callId };
    throw new RefusedInputError('invalid_field', 'call_id must be a text', 'call_id');
  }
  const digits = typeof number === 'string' ? numberOf(number) : null;
  if (digits === null) throw new RefusedInputError('invalid_field', 'number must be a phone number', 'number');
  return { digits };
}

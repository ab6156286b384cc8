import { decodeJsonObject, RefusedInputError } from '@callscope/intake';

/** As many as a page of the list has, ten times over. */
const MAX_CALLS = 10_000;

/**
 * The `call_ids` of a body, each once.
 * @throws RefusedInputError when the body is not `{"call_ids":[texts]}`.
 */
export function callIdsOf(bytes: Uint8Array): readonly string[] {
  const { call_ids: ids } = decodeJsonObject(bytes);
  if (!isTexts(ids) || ids.length > MAX_CALLS) {
    throw new RefusedInputError('invalid_field', `call_ids must be a list of at most ${MAX_CALLS} texts`, 'call_ids');
  }
  return [...new Set(ids)];
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

import { checkedTree } from './checked-tree';
import { RefusedInputError } from './refusal';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Bytes to a JSON object, or a refusal: nothing is repaired on the way. A byte order mark is passed over.
 * @throws RefusedInputError
 */
export function decodeJsonObject(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const value = decodeJson(bytes);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new RefusedInputError('not_an_object', 'the body must be one JSON object');
  }
  checkedTree(value);
  return value as Record<string, unknown>;
}

/**
 * Bytes to any JSON value, which is yet to be looked through (`treeRefusal`).
 * @throws RefusedInputError
 */
export function decodeJson(bytes: Uint8Array, what = 'the body'): unknown {
  if (bytes.length === 0) throw new RefusedInputError('empty_body', `${what} is empty`);
  return parse(text(bytes, what), what);
}

function text(bytes: Uint8Array, what: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new RefusedInputError('invalid_utf8', `${what} is not valid UTF-8`);
  }
}

function parse(json: string, what: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's own message quotes the input, which may be personal.
    throw new RefusedInputError('invalid_json', `${what} is not valid JSON`);
  }
}

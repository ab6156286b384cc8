import { checkedTree } from './checked-tree';
import { RefusedInputError } from './refusal';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Bytes to a JSON object, or a refusal: nothing is repaired on the way. A byte order mark is passed over.
 * @throws RefusedInputError
 */
export function decodeJsonObject(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  if (bytes.length === 0) throw new RefusedInputError('empty_body', 'the body is empty');
  const value = parse(text(bytes));
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new RefusedInputError('not_an_object', 'the body must be one JSON object');
  }
  checkedTree(value);
  return value as Record<string, unknown>;
}

function text(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new RefusedInputError('invalid_utf8', 'the body is not valid UTF-8');
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's own message quotes the input, which may be personal.
    throw new RefusedInputError('invalid_json', 'the body is not valid JSON');
  }
}

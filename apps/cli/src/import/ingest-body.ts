import { isJsonObject, type JsonObject } from '../json-object';

/** The body in a line, which is itself one, or holds one as recordings do: `{"at_ms", …, "body"}`. */
export interface IngestBody {
  readonly callId: string | null;
  readonly turns: number;
  /** As it is posted: no time in it is touched. */
  readonly bytes: Uint8Array;
}

const MAX_BODY_BYTES = 8 * 1_048_576;
const strictText = new TextDecoder('utf-8', { fatal: true });

export interface BadLine {
  readonly code: string;
  readonly message: string;
}

export function ingestBody(line: Uint8Array): IngestBody | BadLine {
  const told = parsed(line);
  if ('code' in told) return told;
  const { value } = told;
  if (!isJsonObject(value)) return { code: 'not_an_object', message: 'the line must be a JSON object' };
  const isRecording = isJsonObject(value['body']) && value['call_id'] === undefined;
  const body = (isRecording ? value['body'] : value) as JsonObject;
  const bytes = isRecording ? Buffer.from(JSON.stringify(body)) : line;
  if (bytes.length > MAX_BODY_BYTES) return { code: 'body_too_large', message: 'a body must not pass 8 MiB' };
  const callId = body['call_id'];
  return { callId: typeof callId === 'string' ? callId : null, turns: turnsOf(body), bytes };
}

/** Its own sentence, since the parser's would quote what stands there. */
function parsed(line: Uint8Array): { readonly value: unknown } | BadLine {
  let text: string;
  try {
    text = strictText.decode(line);
  } catch {
    return { code: 'invalid_utf8', message: 'the line is not UTF-8' };
  }
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { code: 'invalid_json', message: 'the line is not valid JSON' };
  }
}

function turnsOf({ metrics }: JsonObject): number {
  const turns = isJsonObject(metrics) ? metrics['turns'] : null;
  return Array.isArray(turns) ? turns.length : 0;
}

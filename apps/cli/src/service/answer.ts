import { isJsonObject } from '../json-object';

/** What came of one POST; `text` is the body of the answer. `unreachable`: nobody answered. */
export type Answer =
  | { readonly kind: 'accepted'; readonly text?: string }
  | ({ readonly kind: 'refused'; readonly retryAfter: string | null; readonly text?: string } & Refusal)
  | { readonly kind: 'unreachable'; readonly reason: string };

export interface Refusal {
  readonly status: number;
  /** The service's word for it (contract §1.3); null when it gave none. */
  readonly code: string | null;
  readonly message: string | null;
}

export function refusalOf(status: number, body: string): Refusal {
  const answer = parseObject(body);
  return { status, code: plainText(answer.code), message: plainText(answer.error ?? answer.detail) };
}

const LONGEST_TEXT = 200;

/** Printed on a terminal, so nothing that steers one, and not without end. */
function plainText(value: unknown): string | null {
  return typeof value === 'string' ? value.replace(/\p{Cc}/gu, ' ').slice(0, LONGEST_TEXT) : null;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

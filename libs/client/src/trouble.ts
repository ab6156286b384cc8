/** What went wrong and is tried again. `status` and `code` are what the service answered, when it did. */
export interface Trouble {
  readonly message: string;
  readonly status?: number;
  readonly code?: string;
  readonly retryInMs: number;
}

const MAX_CAUSES = 10;
const WORDLESS = 'it failed without a word';

/** What a caught value says of itself; of a failed fetch, what lay beneath it. Never throws, whatever was caught. */
export function messageOf(error: unknown): string {
  try {
    return saidBy(error, MAX_CAUSES);
  } catch {
    return WORDLESS;
  }
}

function saidBy(error: unknown, causesLeft: number): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { message, code, cause } = error as { message?: unknown; code?: unknown; cause?: unknown };
  // An error may be its own cause.
  if (cause !== undefined && cause !== null && causesLeft > 0) return saidBy(cause, causesLeft - 1);
  if (typeof message === 'string' && message !== '') return message;
  return typeof code === 'string' ? code : WORDLESS;
}

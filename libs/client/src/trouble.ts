/** What went wrong and is tried again. `status` and `code` are what the service answered, when it did. */
export interface Trouble {
  readonly message: string;
  readonly status?: number;
  readonly code?: string;
  readonly retryInMs: number;
}

/** What a caught value says of itself; of a failed fetch, what lay beneath it. */
export function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { message, code, cause } = error as { message?: unknown; code?: unknown; cause?: unknown };
  if (cause !== undefined && cause !== null) return messageOf(cause);
  if (typeof message === 'string' && message !== '') return message;
  return typeof code === 'string' ? code : 'it failed without a word';
}

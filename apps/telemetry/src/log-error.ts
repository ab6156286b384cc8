/** An error as a log line has it. */
export interface PlainError {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  /** Where it was thrown, without the message that usually comes first. */
  readonly stack?: string;
  readonly cause?: PlainError;
}

const MAX_CAUSES = 3;

/**
 * Only these of an error: libraries hang the body, the query or the headers of a request on theirs, and those are
 * nobody's business. The reader of JSON quotes what it could not read.
 */
export function plainError(error: unknown): unknown {
  return error instanceof Error ? plain(error, MAX_CAUSES) : typeof error;
}

function plain(error: Error, causes: number): PlainError {
  const code: unknown = 'code' in error ? error.code : undefined;
  const { stack = '', cause } = error;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: error instanceof SyntaxError ? 'a text could not be parsed' : error.message,
    ...(frames.length > 0 && { stack: frames.join('\n') }),
    ...(causes > 0 && cause instanceof Error && { cause: plain(cause, causes - 1) }),
  };
}

import { type RefusalCode, RefusedInputError } from '@callscope/intake';

/** What an error looks like from outside. The codes are part of the interface (contract §1.3). */
export interface HttpProblem {
  readonly status: number;
  readonly code: string;
  /** One sentence. */
  readonly message: string;
  readonly field?: string;
  /** Seconds after which it makes sense to try again. */
  readonly retryAfterS?: number;
  /** Methods that the path knows, when it is asked with another. */
  readonly allow?: readonly string[];
}

/** Understood but invalid is 422, too much is 413; what cannot be understood at all is 400. */
const REFUSAL_STATUS: Readonly<Record<RefusalCode, number>> = {
  empty_body: 400,
  invalid_json: 400,
  invalid_utf8: 400,
  not_an_object: 400,
  too_deep: 400,
  missing_call_id: 400,
  event_too_large: 413,
  batch_too_large: 413,
  invalid_field: 422,
  unknown_type: 422,
  forbidden_key: 422,
  id_conflict: 422,
};

/** Codes of the libs' own errors that say "not now". */
const UNAVAILABLE: ReadonlySet<unknown> = new Set([
  'storage_unavailable',
  'overloaded',
  'too_many_streams',
  'not_ready',
  'stopping',
]);

/** What is damaged, and where its copy lies, is said in the log of the service and to nobody outside. */
const DAMAGED: HttpProblem = {
  status: 503,
  code: 'storage_unavailable',
  message: 'the event log is damaged where this answer would come from; the log of the service says more',
  retryAfterS: 60,
};

export const UNSUPPORTED_ENCODING: HttpProblem = {
  status: 415,
  code: 'unsupported_encoding',
  message: 'content-encoding must be gzip, deflate or br',
};

const BROKEN_OFF: HttpProblem = {
  status: 400,
  code: 'bad_request',
  message: 'the request ended before its body did',
};

/** What a body throws when its sender went away. */
const GONE: ReadonlySet<unknown> = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);

/** The one place where an error becomes a status. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof RefusedInputError) {
    return {
      status: REFUSAL_STATUS[error.code],
      code: error.code,
      message: error.message,
      ...(error.field === undefined ? {} : { field: error.field }),
    };
  }
  if (error instanceof DoorError) return error.problem;
  const { code, status } = (error ?? {}) as { code?: unknown; status?: unknown };
  if (code === 'damaged') return DAMAGED;
  if (UNAVAILABLE.has(code)) {
    return { status: 503, code: code as string, message: (error as Error).message, retryAfterS: 1 };
  }
  if (GONE.has(code)) return BROKEN_OFF;
  if (isInflationError(code)) {
    return { status: 400, code: 'bad_encoding', message: 'the body is not what content-encoding says' };
  }
  if (error instanceof URIError || status === 400) {
    return { status: 400, code: 'bad_request', message: 'the request cannot be read' };
  }
  if (status === 404) return { status: 404, code: 'not_found', message: 'there is nothing here' };
  return { status: 500, code: 'internal_error', message: 'the service failed to answer; its log says why' };
}

export function methodNotAllowed(allow: readonly string[]): HttpProblem {
  return { status: 405, code: 'method_not_allowed', message: `only ${allow.join(', ')} can be used here`, allow };
}

/** An answer that the door itself decides on. */
export class DoorError extends Error {
  constructor(readonly problem: HttpProblem) {
    super(problem.message);
  }
}

/** zlib names its errors Z_DATA_ERROR and the like, brotli ERR_BROTLI_… and ERR__ERROR_…. */
function isInflationError(code: unknown): boolean {
  return typeof code === 'string' && /^(Z_|ERR__?(BROTLI|ERROR_))/.test(code);
}

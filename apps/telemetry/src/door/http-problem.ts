import { RefusedInputError } from '@callscope/intake';

/** What an error looks like from outside. The codes are part of the interface (contract §1.3). */
export interface HttpProblem {
  readonly status: number;
  readonly code: string;
  /** One sentence. */
  readonly message: string;
  readonly field?: string;
  /** Seconds after which it makes sense to try again. */
  readonly retryAfterS?: number;
}

/** Understood but invalid is 422; what cannot be understood at all is 400. */
const UNPROCESSABLE: ReadonlySet<string> = new Set(['invalid_field', 'forbidden_key']);

/** Codes of the libs' own errors that say "not now". */
const UNAVAILABLE: ReadonlySet<unknown> = new Set(['storage_unavailable', 'not_ready', 'stopping']);

/** What the body reader throws, by its `type`. */
const BODY_PROBLEMS: Readonly<Record<string, Omit<HttpProblem, 'field'>>> = {
  'entity.too.large': { status: 413, code: 'body_too_large', message: 'the body is larger than 8 MiB after inflation' },
  'encoding.unsupported': {
    status: 415,
    code: 'unsupported_encoding',
    message: 'content-encoding must be gzip, deflate or br',
  },
  'request.aborted': { status: 400, code: 'bad_request', message: 'the request ended before its body did' },
  'request.size.invalid': { status: 400, code: 'bad_request', message: 'the body is not as long as the request said' },
};

/** The one place where an error becomes a status. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof RefusedInputError) {
    const status = UNPROCESSABLE.has(error.code) ? 422 : 400;
    return {
      status,
      code: error.code,
      message: error.message,
      ...(error.field === undefined ? {} : { field: error.field }),
    };
  }
  if (error instanceof DoorError) return error.problem;
  const { code, type, status } = error as { code?: unknown; type?: unknown; status?: unknown };
  if (UNAVAILABLE.has(code)) {
    return { status: 503, code: code as string, message: (error as Error).message, retryAfterS: 1 };
  }
  const known = typeof type === 'string' ? BODY_PROBLEMS[type] : undefined;
  if (known) return known;
  if (isInflationError(code)) {
    return { status: 400, code: 'bad_encoding', message: 'the body is not what content-encoding says' };
  }
  if (error instanceof URIError || status === 400) {
    return { status: 400, code: 'bad_request', message: 'the request cannot be read' };
  }
  if (status === 404) return { status: 404, code: 'not_found', message: 'there is nothing here' };
  return { status: 500, code: 'internal_error', message: 'the service failed to answer; its log says why' };
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

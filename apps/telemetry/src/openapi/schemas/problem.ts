import { oneOf, type Schema, shape, text, told } from '../schema/json-schema';

/** Every code of an error, and its status: part of the interface (contract §1.3), never renamed. */
export const STATUS_OF_CODE = {
  empty_body: 400,
  invalid_json: 400,
  invalid_utf8: 400,
  bad_encoding: 400,
  not_an_object: 400,
  too_deep: 400,
  missing_call_id: 400,
  bad_request: 400,
  invalid_query: 400,
  unauthorized: 401,
  host_not_allowed: 403,
  origin_not_allowed: 403,
  forbidden_scope: 403,
  not_found: 404,
  method_not_allowed: 405,
  body_too_large: 413,
  batch_too_large: 413,
  event_too_large: 413,
  unsupported_media_type: 415,
  unsupported_charset: 415,
  unsupported_encoding: 415,
  invalid_field: 422,
  unknown_type: 422,
  forbidden_key: 422,
  id_conflict: 422,
  too_many_requests: 429,
  internal_error: 500,
  storage_unavailable: 503,
  overloaded: 503,
  too_many_streams: 503,
  not_ready: 503,
  stopping: 503,
} as const;
export type ErrorCode = keyof typeof STATUS_OF_CODE;
export const CODES = Object.keys(STATUS_OF_CODE) as readonly ErrorCode[];

/** RFC 9457, with a code for programs. */
interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly field?: string;
  readonly request_id: string;
}

const field = told(text, 'Path of the field, or name of the parameter.');

const problem = shape<Problem>({
  description: 'An error of Callscope’s own routes, as RFC 9457.',
  required: {
    type: told({ ...text, pattern: '^urn:callscope:problem:' }, 'Names the code.'),
    title: text,
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: told(text, 'One sentence for people.'),
    code: told(oneOf(CODES), 'For programs: never renamed.'),
    request_id: told(text, 'Stands in the log of the service too.'),
  },
  optional: { field },
});

/** What a client of Patter's dashboard reads of an error. */
interface CompatibleError {
  readonly ok: false;
  readonly error: string;
  readonly code: ErrorCode;
}

const compatibleError = shape<CompatibleError>({
  description: 'An error of the compatible routes.',
  required: { ok: { const: false }, error: told(text, 'One sentence for people.'), code: oneOf(CODES) },
});

const notFound: Schema = {
  type: 'object',
  description: 'The words of Patter’s dashboard for a call that nobody knows.',
  required: ['error'],
  properties: { error: oneOf(['Not found', 'Call not found']) },
};

export const problemSchemas = {
  Problem: { ...problem, examples: [exampleProblem()] },
  CompatibleError: {
    ...compatibleError,
    examples: [{ ok: false, error: 'missing call_id', code: 'missing_call_id' } satisfies CompatibleError],
  },
  CallNotFound: notFound,
};

function exampleProblem(): Problem {
  return {
    type: 'urn:callscope:problem:invalid_query',
    title: 'invalid query',
    status: 400,
    detail: 'limit must be a whole number from 1 to 1000',
    code: 'invalid_query',
    field: 'limit',
    request_id: '0b9f7a52-6d4b-4a0e-9a3e-0f2f5f9d1c77',
  };
}

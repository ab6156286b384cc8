import type { RefusalCode } from '@callscope/intake';

/** Why an event was refused; the compiler asks for each code that the intakes know. */
const OF_EVENTS: Readonly<Record<RefusalCode, null>> = {
  empty_body: null,
  invalid_json: null,
  invalid_utf8: null,
  not_an_object: null,
  too_deep: null,
  missing_call_id: null,
  invalid_field: null,
  unknown_type: null,
  forbidden_key: null,
  id_conflict: null,
  event_too_large: null,
  batch_too_large: null,
};

/** Why a request to an intake was refused before anybody looked at its events (contract §1.3). */
const OF_REQUESTS = [
  'bad_encoding',
  'bad_request',
  'unauthorized',
  'host_not_allowed',
  'origin_not_allowed',
  'forbidden_scope',
  'body_too_large',
  'unsupported_media_type',
  'unsupported_charset',
  'unsupported_encoding',
  'too_many_requests',
  'storage_unavailable',
  'overloaded',
  'not_ready',
  'stopping',
  'internal_error',
] as const;

/** Stands for a code that is not in the list: counted, but no series of its own. */
export const OTHER_CODE = 'other';

/** Every value that the label `code` can have. */
export const REJECTION_CODES: readonly string[] = [...Object.keys(OF_EVENTS), ...OF_REQUESTS, OTHER_CODE];

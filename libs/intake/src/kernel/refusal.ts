/** Codes of refused input; part of the interface (contract §1.3), never renamed. */
export type RefusalCode =
  | 'empty_body'
  | 'invalid_json'
  | 'invalid_utf8'
  | 'not_an_object'
  | 'too_deep'
  | 'missing_call_id'
  | 'invalid_field'
  | 'unknown_type'
  | 'forbidden_key'
  | 'id_conflict'
  | 'event_too_large'
  | 'batch_too_large';

/** Why input cannot become an event. One sentence for people, a code for programs, and the field where there is one. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly field?: string;
}

/** Input that cannot become events, as an exception: for a body that is refused as a whole. */
export class RefusedInputError extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = RefusedInputError.name;
  }
}

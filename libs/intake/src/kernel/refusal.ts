/** Codes of refused input; part of the interface (contract §1.3), never renamed. */
export type RefusalCode =
  | 'empty_body'
  | 'invalid_json'
  | 'invalid_utf8'
  | 'not_an_object'
  | 'too_deep'
  | 'missing_call_id'
  | 'invalid_field'
  | 'forbidden_key';

/** Input that cannot become events. One sentence for people, a code for programs, and the field where there is one. */
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

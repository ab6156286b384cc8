import { DamagedLogError } from '@callscope/event-log';

/** An error on its way between threads, where classes are lost. */
export interface ToldError {
  readonly name: string;
  readonly message: string;
  readonly code: string | null;
  /** Of damage: what is wrong, and where. */
  readonly damage: string | null;
}

export function toldError(error: unknown): ToldError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), code: null, damage: null };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const damage = error instanceof DamagedLogError ? error.reason : null;
  return { name: error.name, message: error.message, code, damage };
}

/** The error as it is thrown on the other side: told apart by its `code`. */
export function errorOf({ name, message, code, damage }: ToldError): Error {
  if (damage !== null) return new DamagedLogError(damage);
  return Object.assign(new Error(message), { name, ...(code === null ? {} : { code }) });
}

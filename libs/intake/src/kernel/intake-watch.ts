import type { RefusalCode } from './refusal';

/** The intakes, as counters tell them apart. */
export type IntakeName = 'patter' | 'native';

/** Told what becomes of what is sent, on the hot path. A body that is refused as a whole is thrown, and not told here. */
export interface IntakeWatch {
  /** So many events of an intake are on disk now, and were not before. */
  stored(intake: IntakeName, events: number): void;
  /** One event was refused, of a request that goes on. */
  refused(refusal: { readonly code: RefusalCode; readonly field?: string }): void;
}

/** The token of who is told. Without one nobody is. */
export const INTAKE_WATCH = Symbol('INTAKE_WATCH');

export const NOBODY_WATCHES: IntakeWatch = { stored: () => undefined, refused: () => undefined };

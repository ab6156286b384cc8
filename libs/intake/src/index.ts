export {
  decodeJsonObject,
  INTAKE_WATCH,
  type IntakeName,
  type IntakeWatch,
  RefusedInputError,
  type RefusalCode,
} from './kernel';
export { type Masked, maskEvent } from './masking/mask-event';
export { maskingLog } from './masking/masking-log';
export { maskPartial } from './masking/mask-partial';
export type { SentEventType } from './native/dto';
export type { PartialSink } from './native/native.batch';
export type { TranscriptPartial } from './native/native.event';
export { NativeIntake, nativeRefusal, PARTIAL_SINK } from './native/native.intake';
export { allRejected, type NativeError, type NativeResult } from './native/native.result';
export { patterEvents, PatterIntake, type PatterAnswer } from './patter/patter.intake';
export { type LoggedCall, readDeletedIds, readLogMetadata, readLogTurn } from './patter/patter.log';
export * from './patter-log';
export { payloadClasses } from './payload-classes';

export { bodyHash } from './body-hash';
export { treeRefusal } from './checked-tree';
export { decodeJson, decodeJsonObject } from './decode-json';
export { fieldCheck } from './field-check';
export { INTAKE_WATCH, type IntakeName, type IntakeWatch, NOBODY_WATCHES } from './intake-watch';
export { isoInstantMs } from './iso-instant';
export { type Refusal, type RefusalCode, RefusedInputError } from './refusal';
export { isSafeId, SAFE_ID_RULE } from './safe-id';
export { validated } from './validate';

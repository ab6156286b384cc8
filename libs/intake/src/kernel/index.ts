export { bodyHash } from './body-hash';
export { decodeJsonObject } from './decode-json';
export { RefusedInputError, type RefusalCode } from './refusal';
export { validated } from './validate';

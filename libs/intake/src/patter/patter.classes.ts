import { createRequire } from 'node:module';
import type * as LogPayload from './patter.log.payload';
import type * as Payload from './patter.payload';

// Loaded when they are first asked for; why, is told in kernel/validation-libraries.ts.
const load = createRequire(__filename);

/** The classes of what Patter SDKs post. */
export const payload = (): typeof Payload => load('./patter.payload') as typeof Payload;
/** And of what they log. */
export const logPayload = (): typeof LogPayload => load('./patter.log.payload') as typeof LogPayload;

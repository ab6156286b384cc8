import { createRequire } from 'node:module';
import type * as ClassTransformer from 'class-transformer';
import type * as ClassValidator from 'class-validator';

// A guard finds out that a payload is wrong; only the words for it need the classes, and class-validator behind them.
// That is a fifth of all modules, which no start should wait for: it is loaded when it is first asked for, and so are
// the classes (docs/adr/0007).
const load = createRequire(__filename);

export const classTransformer = (): typeof ClassTransformer => load('class-transformer') as typeof ClassTransformer;
export const classValidator = (): typeof ClassValidator => load('class-validator') as typeof ClassValidator;

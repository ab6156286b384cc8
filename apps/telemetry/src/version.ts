import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the checkout or of the installed package, seen from the built file. */
export const ROOT = join(__dirname, '../../../..');

/** The version of the package, which the page compares to know that it is out of date. */
export const VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;

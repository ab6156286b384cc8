// Writes the tables of docs/settings.md anew, from the settings themselves. A spec fails while they differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('@swc-node/register');
const { withTables } = require('../apps/telemetry/src/settings/settings-table.ts');

const page = new URL('../docs/settings.md', import.meta.url);
writeFileSync(page, withTables(readFileSync(page, 'utf8')));

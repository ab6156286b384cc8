// Jest compiles with the very options the build uses, so that a spec never passes on code the build would emit
// otherwise. Only the path aliases are left out: jest.config.ts resolves them itself (moduleNameMapper).
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { createTransformer } = require('@swc/jest');

const { $schema: _schema, ...options } = JSON.parse(readFileSync(join(__dirname, '..', '.swcrc'), 'utf8'));
delete options.jsc.baseUrl;
delete options.jsc.paths;

module.exports = createTransformer({ ...options, swcrc: false });

// Lets Node run the sources as they stand, for the threads and processes that specs start: `node -r` this file. It
// compiles with the very options the build uses, and spares each of them the loading of the TypeScript compiler, which
// takes longer than opening a log.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const { $schema: _schema, ...options } = JSON.parse(readFileSync(join(__dirname, '..', '.swcrc'), 'utf8'));
delete options.jsc.baseUrl;
delete options.jsc.paths;

Module._extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  const { code } = transformSync(source, { ...options, filename, swcrc: false, sourceMaps: 'inline' });
  module._compile(code, filename);
};

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) =>
  resolveFilename(
    request.replace(/^@callscope\/([^/]+)$/, (_, library) => join(__dirname, '..', 'libs', library, 'src')),
    ...rest,
  );

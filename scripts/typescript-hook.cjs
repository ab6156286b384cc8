// Lets Node run the sources as they stand, for the threads and processes that specs start: `node -r` this file. It
// compiles with the very options the build uses, and spares each of them the loading of the TypeScript compiler, which
// takes longer than opening a log. What is compiled is kept, for specs start hundreds of threads.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { threadId } = require('node:worker_threads');

const SWCRC = readFileSync(join(__dirname, '..', '.swcrc'), 'utf8');
const { version } = require('@swc/core/package.json');
const KEPT = join(__dirname, '..', 'node_modules', '.cache', 'typescript-hook');

function compiled(source, filename) {
  const { $schema: _schema, ...options } = JSON.parse(SWCRC);
  delete options.jsc.baseUrl;
  delete options.jsc.paths;
  const { transformSync } = require('@swc/core');
  return transformSync(source, { ...options, filename, swcrc: false, sourceMaps: 'inline' }).code;
}

/** The same in and out, but for the time it takes. */
function kept(source, filename) {
  const key = createHash('sha256')
    .update(JSON.stringify([version, SWCRC, filename, source]))
    .digest('hex');
  const file = join(KEPT, `${key}.js`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const code = compiled(source, filename);
    // Another thread may look for it this very moment: it finds the whole of it, or nothing.
    const draft = `${file}.${process.pid}-${threadId}`;
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(draft, code);
    renameSync(draft, file);
    return code;
  }
}

Module._extensions['.ts'] = (module, filename) => {
  module._compile(kept(readFileSync(filename, 'utf8'), filename), filename);
};

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) =>
  resolveFilename(
    request.replace(/^@callscope\/([^/]+)$/, (_, library) => join(__dirname, '..', 'libs', library, 'src')),
    ...rest,
  );

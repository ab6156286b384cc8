// Loaded before a program (`--import`): prints what it asks for and where that was found, one a line.
import { writeSync } from 'node:fs';
import Module, { register } from 'node:module';

const load = Module._load;
Module._load = function (request, parent, ...rest) {
  const found = Module._resolveFilename(request, parent);
  writeSync(2, `loads ${Module.isBuiltin(found) ? `node:${found.replace(/^node:/, '')}` : found}\n`);
  return load.call(this, request, parent, ...rest);
};

// The loader of ES modules runs in a thread of its own.
const hook = `
  import { writeSync } from 'node:fs';
  export async function resolve(specifier, context, next) {
    const found = await next(specifier, context);
    writeSync(2, 'loads ' + found.url.replace('file://', '') + '\\n');
    return found;
  }
`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

// Writes the types of the client, which programs outside of this repository compile against: they know nothing of our
// path aliases, so those become relative here. They go into a folder of their own, with one entry each for ES modules.
// What is right is checked by `npm run typecheck`; here it is only written, which takes a second or two.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';

const OUT = join('dist', 'types');
const ALIAS = /(["'])@callscope\/([a-z-]+)\1/g;
const entries = { client: 'libs/client/src/index', rxjs: 'libs/client/src/observable' };

const base = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
const files = Object.values(entries).map((entry) => `${entry}.ts`);
// Without `include`: looking through the whole tree takes longer than all the rest.
const config = { ...base.config, include: [], files };
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
const program = ts.createProgram(files, {
  ...options,
  types: ['node'],
  noEmit: false,
  noCheck: true,
  declaration: true,
  emitDeclarationOnly: true,
  outDir: OUT,
});

const written = new Set();
const write = (file, text) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  written.add(relative(OUT, file));
};
const { diagnostics } = program.emit(undefined, (file, text) => {
  write(
    file,
    text.replace(ALIAS, (_, quote, library) => `${quote}${pathTo(library, file)}${quote}`),
  );
});
if (diagnostics.length > 0) {
  throw new Error(ts.formatDiagnostics(diagnostics, ts.createCompilerHost(options)));
}
// What a program of ES modules is told must be an ES module, too; what stands behind it is CommonJS.
for (const [name, entry] of Object.entries(entries)) {
  write(join(OUT, `${name}.d.mts`), `export * from './${entry}.js';\n`);
}
for (const file of readdirSync(OUT, { recursive: true })) {
  if (/\.d\.m?ts$/.test(file) && !written.has(file)) rmSync(join(OUT, file));
}

function pathTo(library, from) {
  const path = relative(dirname(from), join(OUT, 'libs', library, 'src', 'index'));
  return path.split(sep).join('/');
}

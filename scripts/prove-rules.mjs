// Proves that each rule bites: a small clean tree under this repository's own configuration must pass every check, and
// with a breach planted the check must fail and name it. `npm run prove:rules`
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { groups } from './prove-rules/breaches.mjs';
import { cleanTree } from './prove-rules/tree.mjs';

const repository = join(import.meta.dirname, '..');
const configuration = [
  'package.json',
  'tsconfig.json',
  '.swcrc',
  'eslint.config.mjs',
  '.prettierrc.json',
  '.prettierignore',
  '.dependency-cruiser.cjs',
  'jest.config.ts',
  'scripts',
  'dashboard-ui/tsconfig.json',
  'dashboard-ui/tsconfig.tools.json',
  'dashboard-ui/svelte.config.mjs',
];

const home = realpathSync(mkdtempSync(join(tmpdir(), 'callscope-rules-')));
let failures = 0;
try {
  const clean = makeTree('clean', []);
  const commands = [...new Set(groups.map((group) => group.command))];
  await twoAtATime([
    ...commands.map((command) => () => proveClean(clean, command)),
    ...groups.map((group, index) => () => proveGroup(makeTree(`group-${index}`, group.breaches), group)),
  ]);
} finally {
  rmSync(home, { recursive: true, force: true });
}
console.log(failures === 0 ? '\nEvery rule bites.' : `\n${failures} not proven.`);
process.exitCode = failures === 0 ? 0 : 1;

/** What reads the sources of the service, or of its tests, has nothing to read in a small tree. */
function filter(file) {
  return !['settings-table.mjs', 'screenshots.mjs'].includes(basename(file));
}

function makeTree(name, breaches) {
  const tree = join(home, name);
  for (const file of configuration) cpSync(join(repository, file), join(tree, file), { recursive: true, filter });
  symlinkSync(join(repository, 'node_modules'), join(tree, 'node_modules'), 'junction');
  for (const files of [cleanTree, ...breaches.map((breach) => breach.files)]) {
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      // The flag forbids that a breach replaces another, or a file of the clean tree.
      writeFileSync(join(tree, file), source, { flag: 'wx' });
    }
  }
  return tree;
}

async function proveClean(tree, command) {
  const { status, output } = await run(tree, command);
  report(status === 0, `${command}: passes the clean tree`, output);
}

async function proveGroup(tree, { command, args, breaches }) {
  const { status, output } = await run(tree, command, args);
  const lines = command === 'lint' ? lintLines(output) : output.split('\n');
  for (const { says } of breaches) {
    const named = lines.some((line) => says.every((part) => line.includes(part)));
    report(status !== 0 && named, `${command}: fails with ${says.join(' ').trim()}`, output);
  }
}

function run(cwd, command, args = []) {
  return new Promise((resolve) => {
    const npm = spawn('npm', ['run', '--silent', command, '--', ...args], { cwd, shell: process.platform === 'win32' });
    let output = '';
    npm.stdout.on('data', (chunk) => (output += chunk));
    // The findings of the linter are JSON on stdout; anything else would spoil them.
    if (command !== 'lint') npm.stderr.on('data', (chunk) => (output += chunk));
    npm.on('close', (status) => resolve({ status, output }));
  });
}

/** One line a finding: the rule, or the message of what has none, and the file. */
function lintLines(output) {
  return JSON.parse(output).flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message }) => `${ruleId ?? message} ${filePath}`),
  );
}

function report(holds, what, output) {
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}`);
  if (holds) return;
  failures += 1;
  console.log(output.slice(0, 4_000));
}

async function twoAtATime(jobs) {
  const worker = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) await job();
  };
  await Promise.all([worker(), worker()]);
}

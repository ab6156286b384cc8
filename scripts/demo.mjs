// `npm run demo`: the service with invented calls in it, some hours old and live. All it keeps is in a temporary folder,
// which goes when it ends.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = `Usage: npm run demo -- [FLAGS]

  --port PORT  of the page (default 8000, or a free one where that is taken)
  --hours N    of calls that are there at once (default 6; 0 is none)
  --rate N     live calls a minute (default 10)
  --speed N    times faster than life (default 1)
  --seed TEXT  the same seed gives the same calls (default: by chance)
  --fault NAME,…  late, duplicated, out-of-order, missing-ends, or all
  --help       print this
`;
const CALLS_AN_HOUR = 40;
const USUAL_PORT = 8_000;
const READY = /^callscope ready (http:\S+?)\/? /;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const main = (app) => join(root, 'dist/apps', app, 'src/main.js');
const flags = readFlags();
if (flags) await demo(flags);

async function demo({ port, hours, rate, speed, seed, fault }) {
  if (!build()) {
    process.exitCode = 1;
    return;
  }
  const data = mkdtempSync(join(tmpdir(), 'callscope-demo-'));
  process.on('exit', () => rmSync(data, { recursive: true, force: true, maxRetries: 5 }));
  const children = new Set();
  let isEnding = false;
  const end = (exitCode) => {
    if (isEnding) return;
    isEnding = true;
    process.exitCode = exitCode;
    for (const child of children) child.kill('SIGTERM');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));

  const start = (args, stdio) => {
    const child = spawn(process.execPath, args, { env: plainEnvironment(), stdio });
    children.add(child);
    child.on('close', () => children.delete(child));
    return child;
  };

  const wanted = port ?? (await portToUse());
  const service = start(
    ['--v8-pool-size=1', main('telemetry'), '--port', String(wanted), '--data', data, '--log-level', 'warn'],
    ['ignore', 'pipe', 'inherit'],
  );
  service.on('close', (code) => end(isEnding ? 0 : (code ?? 1)));
  createInterface(service.stdout).on('line', (line) => {
    const url = READY.exec(line)?.[1];
    if (url === undefined || isEnding) return;
    // The live calls first: they are what the page is opened for.
    const more = [...(seed === undefined ? [] : ['--seed', seed]), ...(fault === undefined ? [] : ['--fault', fault])];
    const simulate = [main('cli'), 'simulate', '--url', url];
    start([...simulate, '--rate', rate, '--speed', speed, ...more], ['ignore', 'ignore', 'inherit']).on(
      'close',
      (code) => end(code ?? 1),
    );
    const calls = Math.round(Number(hours) * CALLS_AN_HOUR);
    if (calls > 0) {
      const past = ['--calls', String(calls), '--rate', String(CALLS_AN_HOUR / 60), '--speed', 'max', ...more];
      start([...simulate, ...past], ['ignore', 'ignore', 'ignore']);
    }
    process.stdout.write(`callscope demo: ${url}/\nCtrl-C ends it and deletes its calls.\n`);
  });
}

/** Builds what was never built, or before there was a simulator. */
function build() {
  const parts = [
    'dist/apps/telemetry/src/main.js',
    'dist/apps/cli/src/simulate/simulate.command.js',
    'dist-ui/index.html',
  ];
  if (parts.every((file) => existsSync(join(root, file)))) return true;
  process.stderr.write('callscope demo: building first\n');
  // One command line, for npm is a script of the shell on Windows.
  return spawnSync('npm run build', { shell: true, cwd: root, stdio: ['ignore', 2, 2] }).status === 0;
}

/** A developer's own settings are not for this. */
function plainEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CALLSCOPE_')));
}

async function portToUse() {
  const isFree = await new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(false));
    probe.listen(USUAL_PORT, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  if (!isFree) process.stderr.write(`callscope demo: port ${USUAL_PORT} is taken, so it is another one\n`);
  return isFree ? USUAL_PORT : 0;
}

/** Undefined when there is nothing to do. The simulator looks at the flags that it gets. */
function readFlags() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        hours: { type: 'string', default: '6' },
        rate: { type: 'string', default: '10' },
        speed: { type: 'string', default: '1' },
        seed: { type: 'string' },
        fault: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (!/^\d{1,4}(\.\d+)?$/.test(values.hours)) throw new Error(`--hours must be a number, not "${values.hours}"`);
    if (!values.help) return values;
    process.stdout.write(USAGE);
  } catch (error) {
    process.stderr.write(`callscope demo: ${error.message}\n`);
    process.exitCode = 2;
  }
  return undefined;
}

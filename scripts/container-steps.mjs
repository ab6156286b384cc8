/**
 * Runs the steps of the Dockerfile where no container engine is at hand: each stage in an empty folder of its own, from
 * the files that .dockerignore lets through, then the entry point as a user who may write to the data folder alone, and
 * the health check against it. Says what it left out: the base image, `apt-get`, and all that only an engine gives.
 *
 *   node scripts/container-steps.mjs
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandOf, copyOf, stagesOf } from './container/dockerfile.mjs';

const NODE_USER = 1000;
const root = resolve(import.meta.dirname, '..');
const ground = mkdtempSync(join(tmpdir(), 'callscope-image-'));
// The folder is private by default, and another user is to run in it.
chmodSync(ground, 0o755);
const asRoot = process.getuid?.() === 0;
const leftOut = new Set(['the base images']);

function contextFiles() {
  const allowed = readFileSync(join(root, '.dockerignore'), 'utf8').match(/^!.+$/gm) ?? [];
  return allowed.map((line) => line.slice(1));
}

function copyContext(source, to) {
  const names = source === '.' ? contextFiles() : [source];
  for (const name of names) {
    cpSync(join(root, name), join(to, name), { recursive: true, filter: (path) => !path.endsWith('.spec.ts') });
  }
}

function copyFromStage(stage, source, target, workdir) {
  const to = resolve('/', workdir, target);
  const name = target.endsWith('/') || target === '.' ? join(to, basename(source)) : to;
  return [join(ground, stage, source), name];
}

/** A path of the image, in the folder that stands for it. */
const placed = (stage, path) => join(ground, stage, path);

function run(stage, workdir, text) {
  const steps = text.split('&&').map((step) => step.trim());
  const here = steps.filter((step) => !/^(apt-get|rm -rf \/var\/lib\/apt)/.test(step));
  if (here.length < steps.length) leftOut.add('apt-get (the packages of this machine are used)');
  for (const step of here) {
    const folder = /^install --directory .* (\/\S+)$/.exec(step)?.[1];
    if (folder !== undefined) {
      mkdirSync(placed(stage, folder), { recursive: true, mode: 0o700 });
      if (asRoot) chownSync(placed(stage, folder), NODE_USER, NODE_USER);
      continue;
    }
    process.stdout.write(`[${stage}] ${step}\n`);
    const done = spawnSync('sh', ['-ec', step], {
      cwd: placed(stage, workdir),
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (done.status !== 0) throw new Error(`"${step}" ended with ${done.status}`);
  }
}

function build(stage) {
  let workdir = '/';
  for (const { keyword, text } of stage.steps) {
    if (keyword === 'WORKDIR') {
      workdir = text;
      mkdirSync(placed(stage.name, workdir), { recursive: true });
    } else if (keyword === 'COPY') {
      const { from, sources, target } = copyOf(text);
      for (const source of sources) {
        if (from === null) copyContext(source, placed(stage.name, workdir));
        else {
          const [path, to] = copyFromStage(from, source, target, workdir);
          cpSync(path, placed(stage.name, to), { recursive: true, verbatimSymlinks: true });
        }
      }
    } else if (keyword === 'RUN') run(stage.name, workdir, text);
  }
  return workdir;
}

/** As the user of the image; the folder that stands for the image belongs to another, so it is as good as read-only. */
function started(command, cwd) {
  const wrapped = asRoot ? ['setpriv', '--reuid=1000', '--regid=1000', '--clear-groups', '--', ...command] : command;
  return spawn(wrapped[0], wrapped.slice(1), {
    cwd,
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

const ended = (child) => new Promise((done) => child.once('close', (code) => done(code)));

async function prove(image, workdir) {
  const cwd = placed(image.name, workdir);
  const args = commandOf(image, 'CMD').map((arg) => (arg === '/data' ? placed(image.name, '/data') : arg));
  const service = started([...commandOf(image, 'ENTRYPOINT'), ...args, '--port', '0'], cwd);
  const over = ended(service);
  try {
    let told = '';
    service.stdout.on('data', (bytes) => (told += bytes));
    let url = null;
    for (let n = 0; url === null && n < 300 && service.exitCode === null; n += 1) {
      await delay(100);
      url = /ready (http:\S+)/.exec(told)?.[1] ?? null;
    }
    if (url === null) throw new Error('the entry point did not become ready');
    const check = await ended(started([...commandOf(image, 'HEALTHCHECK'), '--url', url], cwd));
    if (check !== 0) throw new Error(`the health check ended with ${check}`);
    const page = await fetch(url);
    if (!page.ok || !(await page.text()).includes('Callscope')) throw new Error('the page is not served');
    service.kill('SIGTERM');
    const code = await over;
    if (code !== 0) throw new Error(`stopped with ${code}`);
    if (existsSync(join(cwd, '.callscope'))) throw new Error('it wrote beside the data folder');
    const gone = await ended(started([...commandOf(image, 'HEALTHCHECK'), '--url', url], cwd));
    if (gone === 0) throw new Error('the health check says well of a service that is gone');
  } finally {
    service.kill('SIGKILL');
  }
}

try {
  const stages = stagesOf(readFileSync(join(root, 'Dockerfile'), 'utf8'));
  const workdirs = stages.map(build);
  const image = stages.at(-1);
  await prove(image, workdirs.at(-1));
  const { uid } = statSync(placed(image.name, '/data'));
  const bytes = spawnSync('du', ['-sk', placed(image.name, workdirs.at(-1))], { encoding: 'utf8' }).stdout.split(
    '\t',
  )[0];
  console.log(
    `built, ready, well, stopped; /data is of user ${uid}, ${workdirs.at(-1)} has ${Math.round(bytes / 1000)} MB`,
  );
  console.log(`not run here: ${[...leftOut].join(', ')}, the engine's limits`);
} finally {
  rmSync(ground, { recursive: true, force: true });
}

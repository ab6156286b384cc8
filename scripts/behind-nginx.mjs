// Proves that the streams pass through an nginx that knows nothing of them: only `proxy_pass`, all else as nginx has it.
// `node scripts/behind-nginx.mjs [seconds of silence]`, 180 when not given. Needs the built service, and nginx.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const HEARTBEAT_S = 15;
const START_MS = 15_000;
const STREAMS = [
  { path: '/api/v2/events', tells: 'event: call.started' },
  { path: '/api/v2/live', tells: 'event: call\n' },
  { path: '/api/dashboard/events', tells: 'event: call_start' },
];

const idleS = Number(process.argv[2] ?? 180);
const nginx = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/local/bin/nginx'].find((file) => existsSync(file));
if (!(idleS > 0)) leave(`seconds of silence must be a number above 0, not "${process.argv[2]}"`);
if (nginx === undefined) leave('there is no nginx on this machine (Debian: apt-get install nginx)');

let failures = 0;
const running = [];
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of running) child.kill('SIGTERM');
    process.exit(1);
  });
}
const folder = await mkdtemp(join(tmpdir(), 'callscope-nginx-'));
// The workers of an nginx that root starts are another user's.
await chmod(folder, 0o711);
try {
  const service = await startService();
  const proxy = await startNginx(service);
  const readers = STREAMS.map((stream) => open(proxy, stream));
  await Promise.all(readers.map(({ began }) => began));
  for (const { path, firstByteMs, status } of readers) {
    say(status === 200 && firstByteMs < 1_000, `${path}: answered ${status}, first byte after ${firstByteMs} ms`);
  }
  await delay(idleS * 1_000);
  const wanted = Math.max(0, Math.floor(idleS / HEARTBEAT_S) - 1);
  for (const { path, text, isOpen, longestSilenceMs } of readers) {
    const heartbeats = text().split(': alive\n').length - 1;
    const silence = `longest silence ${(longestSilenceMs() / 1_000).toFixed(1)} s`;
    say(isOpen(), `${path}: open after ${idleS} s without an event`);
    say(heartbeats >= wanted, `${path}: ${heartbeats} heartbeats (${wanted} wanted), ${silence}`);
  }
  const toldAt = performance.now();
  const body = JSON.stringify({ type: 'call.started', call_id: 'behind-nginx', data: { direction: 'inbound' } });
  const answer = await fetch(`${proxy}/api/v2/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  say(answer.status === 200, `an event posted through nginx: answered ${answer.status}`);
  for (const { path, tells, until } of readers) {
    const heardAt = await until(tells, 5_000);
    const when = heardAt === null ? 'did not arrive within 5 s' : `arrived after ${Math.round(heardAt - toldAt)} ms`;
    say(heardAt !== null, `${path}: the event ${when}`);
  }
} finally {
  // The proxy first: the service would wait for what it holds.
  for (const child of running.reverse()) {
    if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'close');
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
console.log(failures === 0 ? '\nEverything passes behind nginx.' : `\n${failures} failed.`);
// Readers that are still open would keep the process.
process.exit(failures === 0 ? 0 : 1);

function leave(why) {
  console.error(`behind-nginx: ${why}`);
  process.exit(2);
}

function say(isGood, what) {
  if (!isGood) failures += 1;
  console.log(`${isGood ? 'ok    ' : 'FAILED'} ${what}`);
}

async function startService() {
  const main = join(import.meta.dirname, '../dist/apps/telemetry/src/main.js');
  const args = [main, '--port', '0', '--data', join(folder, 'data'), '--log-level', 'warn'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  let stdout = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  return patiently('the service is not ready', () => /callscope ready (http:\S+?)\/ /.exec(stdout)?.[1], child);
}

/** Its own configuration, pid, logs and temporary files; of how it passes things on, nothing. */
async function startNginx(service) {
  const port = await freePort();
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const file = join(folder, 'nginx.conf');
  await writeFile(
    file,
    `daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  ${places.join('\n  ')}
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass ${service}; }
  }
}
`,
  );
  const child = spawn(nginx, ['-e', join(folder, 'error.log'), '-c', file], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  running.push(child);
  const url = `http://127.0.0.1:${port}`;
  const health = () => fetch(`${url}/health`).then((answer) => answer.headers.get('server'));
  const name = await patiently('nginx does not answer', () => health().catch(() => undefined), child);
  console.log(`${name} with default settings before ${service}\n`);
  return url;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function patiently(why, look, child) {
  for (const sinceMs = performance.now(); performance.now() - sinceMs < START_MS; await delay(50)) {
    const found = await look();
    if (found) return found;
    if (child.exitCode !== null) break;
  }
  throw new Error(why);
}

/** One stream through the proxy, with the moments at which something came. */
function open(proxy, { path, tells }) {
  const askedAt = performance.now();
  const reader = { path, tells, status: 0, firstByteMs: Infinity, text, isOpen, longestSilenceMs, until };
  let received = '';
  let lastAt = askedAt;
  let silenceMs = 0;
  let isOver = false;
  reader.began = new Promise((resolve) => {
    const over = () => {
      isOver = true;
      resolve();
    };
    // Long enough for a proxy that holds the answer back to be seen as such, and not to be waited for.
    setTimeout(resolve, 5_000);
    const request = get(proxy + path, { agent: false, headers: { accept: 'text/event-stream' } }, (response) => {
      reader.status = response.statusCode;
      response.setEncoding('utf8').on('data', (piece) => {
        const now = performance.now();
        if (received === '') reader.firstByteMs = Math.round(now - askedAt);
        else silenceMs = Math.max(silenceMs, now - lastAt);
        lastAt = now;
        received += piece;
        resolve();
      });
      response.on('error', over).on('close', over);
    });
    request.on('error', over);
  });
  return reader;

  function text() {
    return received;
  }
  function isOpen() {
    return !isOver;
  }
  function longestSilenceMs() {
    return Math.max(silenceMs, performance.now() - lastAt);
  }
  /** When it was heard; null when it was not in time. */
  async function until(words, forMs) {
    for (const sinceMs = performance.now(); performance.now() - sinceMs < forMs; await delay(5)) {
      if (received.includes(words)) return lastAt;
    }
    return null;
  }
}

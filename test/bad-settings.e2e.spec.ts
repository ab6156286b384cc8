import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startService } from './support/service';
import { makeTempFolder } from './support/temp-folder';

const MAIN = join(__dirname, '../dist/apps/telemetry/src/main.js');
const SECRET = 'k33p-this-to-y0urself';
const TOO_LONG_MS = 10_000;

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built service in a folder of its own until it ends, which it should do by itself. */
function run(folder: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TOO_LONG_MS,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

/** It ended with 2 and one line, and left nothing behind. */
async function expectRefused(folder: string, args: string[], env: Record<string, string>, words: string) {
  const before = readdirSync(folder);
  const { code, stdout, stderr } = await run(folder, args, env);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^callscope: [^\n]+\n$/);
  expect(stderr).toContain(words);
  expect(stderr).not.toContain(SECRET);
  expect(readdirSync(folder)).toEqual(before);
}

describe('a bad setting ends the start with 2 and one line that names it', () => {
  it.each<[string, string]>([
    ['--port', '70000'],
    ['--host', 'http://localhost'],
    ['--data', ''],
    ['--patter-log-dir', ''],
    ['--token-file', 'no-such-folder/tokens'],
    ['--ingest-token', SECRET],
    ['--allow-query-token', SECRET],
    ['--allow-host', '*'],
    ['--allow-origin', 'tools.example'],
    ['--max-connections', '0'],
    ['--retention-days', '-1'],
    ['--retention-mb', '1GB'],
    ['--mask', 'everything'],
    ['--call-timeout', '4'],
    ['--log-level', 'loud'],
  ])('%s=%s, and its variable', async (flag, value) => {
    const variable = `CALLSCOPE_${flag.slice(2).toUpperCase().replaceAll('-', '_')}`;
    // What is wrong about a file is said of the flag, wherever the file was named.
    const named = flag === '--token-file' ? flag : variable;
    await Promise.all([
      makeTempFolder().then((folder) => expectRefused(folder, [`${flag}=${value}`], {}, flag)),
      makeTempFolder().then((folder) => expectRefused(folder, [], { [variable]: value }, named)),
    ]);
  });

  it.each<[string[], Record<string, string>, string]>([
    [['--host', '0.0.0.0'], {}, '--token-file'],
    [[], { CALLSCOPE_HOST: '::' }, '--token-file'],
    [['--ingest-token', 'required'], {}, '--token-file'],
    [['--colour', 'red'], {}, '--colour'],
    [[`--token=${SECRET}`], {}, '--token-file'],
    [['--port'], {}, '--port'],
    [['start'], {}, 'start'],
    [[], { CALLSCOPE_LOGLEVEL: 'warn' }, 'CALLSCOPE_LOGLEVEL is no setting; the nearest is CALLSCOPE_LOG_LEVEL'],
    [[], { CALLSCOPE_TOKEN: SECRET }, 'CALLSCOPE_TOKEN is no setting; the nearest is CALLSCOPE_TOKEN_FILE'],
    // The token file is not made when another setting is no good.
    [['--token-file', 'tokens', '--port', 'many'], {}, '--port'],
  ])('%j %j', async (args, env, words) => {
    await expectRefused(await makeTempFolder(), args, env, words);
  });

  it.each([
    ['# none yet\n', '--token-file "tokens" holds no token'],
    ['too-short\n', '--token-file "tokens" line 1: '],
    [`\nwrite ${SECRET}\n`, '--token-file "tokens" line 2: '],
    [`${SECRET}\nread ${SECRET}\n`, '--token-file "tokens" line 2: '],
    [`read ingest ${SECRET}\n`, '--token-file "tokens" line 1: '],
  ])('--token-file with %j', async (text, words) => {
    const folder = await makeTempFolder();
    writeFileSync(join(folder, 'tokens'), text, { mode: 0o600 });
    await expectRefused(folder, ['--token-file', 'tokens'], {}, words);
  });
});

it.each(['file', 'file/below', 'leads-nowhere', '/dev/null', '/proc/nope', '/proc/self/nope'])(
  'a data folder that cannot be one ends the start with 2 and one line that names it: %s',
  async (data) => {
    const folder = await makeTempFolder();
    writeFileSync(join(folder, 'file'), '');
    symlinkSync('missing', join(folder, 'leads-nowhere'));
    await expectRefused(folder, ['--data', data, '--port', '0'], {}, '--data');
  },
);

describe('a token file that is missing', () => {
  it('is made for its owner alone, and its token told once, on stderr', async () => {
    const file = join(await makeTempFolder(), 'tokens');
    const args = ['--token-file', file, '--log-level', 'silent'];
    const first = await startService({ args });
    await first.stop();
    const token = readFileSync(file, 'utf8').trimEnd();
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(first.stderr()).toBe(`callscope: a token was made and stands in ${file}: ${token}\n`);

    const second = await startService({ args });
    await second.stop();
    expect(second.stderr()).toBe('');
    expect(readFileSync(file, 'utf8').trimEnd()).toBe(token);
  });
});

it('warns in the log, without the token, of a token file that others can read', async () => {
  const file = join(await makeTempFolder(), 'tokens');
  writeFileSync(file, SECRET, { mode: 0o644 });
  const service = await startService({ args: ['--token-file', file] });
  await service.stop();
  expect(service.stderr()).toMatch(/"level":40.*--token-file.*0644.*chmod 600/);
  expect(service.stderr()).not.toContain(SECRET);
});

it('binds any address once there is a token', async () => {
  const file = join(await makeTempFolder(), 'tokens');
  const service = await startService({ args: ['--host', '0.0.0.0', '--token-file', file] });
  const authorization = `Bearer ${readFileSync(file, 'utf8').trimEnd()}`;
  const { status } = await fetch(`${service.url.replace('0.0.0.0', '127.0.0.1')}/health`, {
    headers: { authorization },
  });
  expect(status).toBe(200);
});

it('explains itself on stdout and ends with 0', async () => {
  const { code, stdout, stderr } = await run(await makeTempFolder(), ['--help', '--port', 'many']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('--token-file FILE');
});

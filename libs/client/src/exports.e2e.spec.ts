import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runCommand } from '../../../test/support/run-command';
import { startService } from '../../../test/support/service';
import { makeTempFolder } from '../../../test/support/temp-folder';

const ROOT = join(__dirname, '../../..');
/** Where Node finds it: the folder of packages may be a link. */
const RXJS = realpathSync(join(ROOT, 'node_modules/rxjs'));
const PRINT_LOADS = join(__dirname, 'testing/print-loads.mjs');

// Each is a program of its own that finds the package by its name (jest runs in its folder), and leaves when it has nothing left to do.
const tells = (load: string) => `${load}
  (async () => {
    const url = process.env.SERVICE_URL;
    const told = producer({ url });
    told.tell({ type: 'call.ended', call_id: 'call-1' });
    if (!(await told.close())) throw new Error('not told');
    for await (const item of subscribe({ url, after: 0 })) {
      console.log(item.event.type, item.event.call_id, typeof ServiceRefusal, typeof events$);
      break;
    }
  })();
`;

it.each([
  [
    'CommonJS',
    'commonjs',
    "const { producer, ServiceRefusal, subscribe } = require('callscope/client'); const { events$ } = require('callscope/client/rxjs');",
  ],
  [
    'ES modules',
    'module',
    "import { producer, ServiceRefusal, subscribe } from 'callscope/client'; import { events$ } from 'callscope/client/rxjs';",
  ],
])('is loaded from the built tree by %s', async (_, type, load) => {
  const { url } = await startService();
  const program = [`--input-type=${type}`, '--eval', tells(load)];
  expect(await runCommand(process.execPath, program, { SERVICE_URL: url })).toEqual({
    ok: true,
    output: 'call.ended call-1 function function\n',
  });
});

describe('what it loads', () => {
  const ours = ['libs/client/', 'dist/libs/client/', 'dist/libs/call-events/'].map((folder) => join(ROOT, folder));
  const isOurs = (file: string): boolean => ours.some((folder) => file.startsWith(folder)) || file.startsWith('node:');
  const isRxjs = (file: string): boolean => file.startsWith(RXJS);

  /** Runs a program that tells and reads, and answers which files were loaded for it. */
  async function loadedBy(type: string, load: string): Promise<string[]> {
    const { url } = await startService();
    const program = `${load}
      (async () => {
        const told = producer({ url: '${url}', outbox: { file: process.env.OUTBOX } });
        told.tell({ type: 'call.ended', call_id: 'call-1' });
        await told.close();
        for await (const item of subscribe({ url: '${url}', after: 0 })) break;
      })();`;
    const outbox = join(await makeTempFolder(), 'outbox.ndjson');
    const args = ['--import', PRINT_LOADS, `--input-type=${type}`, '--eval', program];
    const { stderr } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, OUTBOX: outbox } });
    return [...stderr.matchAll(/^loads (.*)$/gm)].map(([, file]) => file!).filter((file) => !file.startsWith('data:'));
  }

  it.each([
    ['CommonJS', 'commonjs', "const { producer, subscribe } = require('callscope/client');"],
    ['ES modules', 'module', "import { producer, subscribe } from 'callscope/client';"],
  ])('is itself, the events and Node alone, by %s', async (_, type, load) => {
    const files = await loadedBy(type, load);
    expect(files).toContain(join(ROOT, 'dist/libs/client/src/index.js'));
    expect(files.filter((file) => !isOurs(file))).toEqual([]);
  });

  it.each([
    ['CommonJS', 'commonjs', "const { events$ } = require('callscope/client/rxjs');"],
    ['ES modules', 'module', "import { events$ } from 'callscope/client/rxjs';"],
  ])('is RxJS too for who asks for that, by %s', async (_, type, load) => {
    const plain =
      type === 'module'
        ? "import { producer, subscribe } from 'callscope/client';"
        : "const { producer, subscribe } = require('callscope/client');";
    const files = await loadedBy(type, `${plain}\n${load}`);
    expect(files.filter(isRxjs)).not.toEqual([]);
    expect(files.filter((file) => !isOurs(file) && !isRxjs(file))).toEqual([]);
  });
});

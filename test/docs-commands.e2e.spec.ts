import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loggedSteps, write } from './support/call-log';
import { docBlocks } from './support/doc-commands';
import { getJson, post } from './support/http';
import { type RunningService, startService } from './support/service';
import { shell } from './support/shell';
import { makeTempFolder } from './support/temp-folder';

const ROOT = join(__dirname, '..');
const DOCUMENTS = ['README.md', 'docs/quick-start.md'];
/** What a clone has after its build, as far as commands need it. */
const CLONE = ['dist', 'dist-ui', 'node_modules', 'package.json', 'scripts', 'test'];
const START = 'node --v8-pool-size=1 dist/apps/telemetry/src/main.js';

/** A command that never ends by itself, and what it prints once it does what it is there for. */
const ENDLESS: readonly [RegExp, RegExp][] = [
  [/^npm start/, /^callscope ready /m],
  [/^curl -N/, /^(event|data|id): /m],
];

/** The same command where port 8000 and the default data folder may be somebody's, and where nobody waits. */
function here(command: string, { url }: RunningService): string {
  return command
    .replaceAll('http://127.0.0.1:8000', url)
    .replace(/^(npm run replay .*|.*main\.js import .*)$/, `$1 --url ${url}`)
    .replace(/ --speed 20\b/, ' --speed max')
    .replace(/^npm start(?: --)?(.*)$/, `exec ${START} --port 0 --data beside$1`);
}

async function clone(): Promise<string> {
  const folder = await makeTempFolder();
  for (const name of CLONE) symlinkSync(join(ROOT, name), join(folder, name));
  const logs = join(folder, 'patter-log');
  mkdirSync(logs);
  for (const step of loggedSteps()) write(logs, step);
  // What answers with an error has failed; and nobody's own settings.
  writeFileSync(join(folder, '.curlrc'), 'fail-with-body\nsilent\nshow-error\n');
  return folder;
}

it.each(DOCUMENTS)('every command of %s does what it is there for', async (name) => {
  const folder = await clone();
  const data = join(folder, '.callscope');
  const state = join(folder, 'state');
  const env = { ...process.env, CURL_HOME: folder, XDG_STATE_HOME: state, npm_config_update_notifier: 'false' };
  let service = await startService({ data });
  let ran = 0;
  for (const { line, commands, mark } of docBlocks(readFileSync(join(ROOT, name), 'utf8'))) {
    if (mark?.startsWith('not run')) {
      // Nothing of ours may be left out, but for what builds or lasts.
      for (const command of commands) expect(command).not.toMatch(/curl|main\.js|npm run replay|npm start(?! *$)/);
      continue;
    }
    if (mark === 'run while stopped') await service.stop();
    for (const command of commands) {
      const enough = ENDLESS.find(([begin]) => begin.test(command))?.[1];
      const { code, output } = await shell(here(command, service), folder, env, enough);
      const at = `${basename(name)}:${line}: ${command}\n${output}`;
      expect({ at, code }).toEqual({ at, code: enough ? null : 0 });
      // Of what is refused, intake tells with 200.
      expect(output).not.toMatch(/"ok":false|"rejected":[1-9]/);
      ran += 1;
    }
    if (mark === 'run while stopped') service = await startService({ data });
  }
  expect(ran).toBeGreaterThan(3);
  await service.stop();
});

it('npm start is what the commands above are run with', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  expect(scripts['start']).toBe(START);
});

it('going back to a backup gives the calls that were there when it was made', async () => {
  const folder = await clone();
  const data = join(folder, '.callscope');
  const blocks = docBlocks(readFileSync(join(ROOT, 'docs/quick-start.md'), 'utf8'));
  const commandsWith = (words: string, mark: string | null): string => {
    const block = blocks.find((each) => each.mark === mark && each.commands.some((command) => command.includes(words)));
    return block?.commands.join('\n') ?? 'false';
  };
  const calls = async ({ url }: RunningService): Promise<string[]> => {
    const { body } = await getJson<{ calls: { call_id: string }[] }>(`${url}/api/v2/calls`);
    return body.calls.map(({ call_id: id }) => id);
  };
  const service = await startService({ data });
  await post(`${service.url}/api/dashboard/ingest`, { call_id: 'before' });
  const backup = await shell(commandsWith(' backup ', null), folder, process.env);
  expect(backup).toMatchObject({ code: 0, output: expect.stringContaining('verified') });
  await post(`${service.url}/api/dashboard/ingest`, { call_id: 'after' });
  await service.stop();
  expect(await shell(commandsWith('backup-1/', 'run while stopped'), folder, process.env)).toMatchObject({ code: 0 });
  const again = await startService({ data });
  expect(await calls(again)).toEqual(['before']);
  await post(`${again.url}/api/dashboard/ingest`, { call_id: 'later' });
  expect((await calls(again)).sort()).toEqual(['before', 'later']);
  await again.stop();
});

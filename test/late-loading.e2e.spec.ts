import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startService } from './support/service';

const DIST = join(__dirname, '../dist');
const VALIDATION = /\/node_modules\/(class-validator|class-transformer|validator|libphonenumber-js)\//;
const DOCUMENTS = /\/(openapi|asyncapi)\/document\.js$|\/docs\/page\.js$|\.(dto|payload)\.js$/;

/** The files that are loaded when this has run in a process of its own; `load` gives a part of what is built. */
async function filesLoadedBy(script: string): Promise<string[]> {
  const load = `const load = (name) => require(${JSON.stringify(DIST)} + '/' + name);`;
  const tell = 'process.stdout.write(JSON.stringify(Object.keys(require.cache)))';
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['-e', `${load} (async () => { ${script}; ${tell} })()`]);
  return (JSON.parse(stdout) as string[]).map((file) => file.replaceAll('\\', '/'));
}

it('starts without what only a refusal or a reader of documents needs', async () => {
  const files = await filesLoadedBy("load('apps/telemetry/src/service.js')");
  expect(files).toContainEqual(expect.stringMatching(/\/intake\/src\/patter\/patter\.intake\.js$/));
  expect(files.filter((file) => VALIDATION.test(file) || DOCUMENTS.test(file))).toEqual([]);
});

it('names the field of the first body that it ever refuses', async () => {
  const { url } = await startService();
  const answer = await fetch(`${url}/api/dashboard/ingest`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ call_id: 'a', metrics: { turns: [{ turn_index: 'first' }] } }),
  });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    code: 'invalid_field',
    error: 'metrics.turns[0].turn_index must be an integer',
  });
});

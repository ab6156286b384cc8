import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startService } from './support/service';

const DIST = join(__dirname, '../dist');
const VALIDATION = /\/node_modules\/(class-validator|class-transformer|validator|libphonenumber-js)\//;
const DOCUMENTS = /\/(openapi|asyncapi)\/document\.js$|\/docs\/page\.js$|\.(dto|payload)\.js$/;

/** What a process has loaded that has loaded the service: this list of Node's own modules, or of files. */
async function loadedWithTheService(list: 'process.moduleLoadList' | 'Object.keys(require.cache)'): Promise<string[]> {
  const service = JSON.stringify(join(DIST, 'apps/telemetry/src/service.js'));
  const script = `require(${service}); process.stdout.write(JSON.stringify(${list}))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);
  return (JSON.parse(stdout) as string[]).map((name) => name.replaceAll('\\', '/'));
}

it('starts without what only a refusal or a reader of documents needs', async () => {
  const files = await loadedWithTheService('Object.keys(require.cache)');
  expect(files).toContainEqual(expect.stringMatching(/\/intake\/src\/patter\/patter\.intake\.js$/));
  expect(files.filter((file) => VALIDATION.test(file) || DOCUMENTS.test(file))).toEqual([]);
});

it('starts without what Node has for fetch', async () => {
  const modules = await loadedWithTheService('process.moduleLoadList');
  expect(modules.filter((name) => /undici/.test(name))).toEqual([]);
  expect(modules.length).toBeGreaterThan(50);
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

import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './support/eventually';
import { getJson, post } from './support/http';
import { startService } from './support/service';
import { StreamReader } from './support/stream';
import { makeTempFolder } from './support/temp-folder';

const ROOT = join(__dirname, '..');

interface Ready {
  readonly ready: boolean;
  readonly projections: Readonly<Record<string, object>>;
}

/** The build with another version of the calls. It makes no read model for as long as a file is there. */
async function updatedBuild(): Promise<{ readonly main: string; readonly letGo: () => void }> {
  const folder = await makeTempFolder();
  for (const name of ['dist', 'dist-ui', 'package.json']) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const held = join(folder, 'held');
  writeFileSync(held, '');
  const change = (file: string, from: RegExp, to: string): void => {
    const path = join(folder, 'dist/libs', file);
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(from);
    writeFileSync(path, text.replace(from, to));
  };
  change('projections/src/calls/calls.projection.js', /this\.version = \d+/, 'this.version = 9999');
  const hold = `if (require('node:fs').existsSync(${JSON.stringify(held)})) throw new Error('held');`;
  change('event-log/src/sqlite/log-pages.js', /page\(after, upTo, limit[^)]*\) \{/, `$&${hold}`);
  return {
    main: join(folder, 'dist/apps/telemetry/src/main.js'),
    letGo: () => {
      rmSync(held);
    },
  };
}

it('an update that changes how calls are made answers at once, with what was made before', async () => {
  const data = await makeTempFolder();
  const call = (id: string): object => ({ call_id: id, caller: '+12125550100', callee: '+12125550199' });
  const before = await startService({ data });
  await post(`${before.url}/api/dashboard/ingest`, call('before'));
  await before.stop();

  const { main, letGo } = await updatedBuild();
  const { url } = await startService({ data, main });
  expect(await post(`${url}/api/dashboard/ingest`, call('since'))).toMatchObject({ status: 200 });
  const active = async (): Promise<unknown> => (await getJson<object[]>(`${url}/api/dashboard/active`)).body;
  expect(await active()).toMatchObject([{ call_id: 'before' }]);
  expect((await getJson(`${url}/api/v2/stats`)).body).toMatchObject({ as_of: { position: 1 } });
  const ready = await getJson<Ready>(`${url}/ready`);
  expect(ready).toMatchObject({ status: 200, body: { ready: true } });
  expect(ready.body.projections['calls']).toMatchObject({ position: 1, lag: 1, rebuilding: { position: 0, lag: 2 } });

  const board = await StreamReader.open(`${url}/api/v2/live`);
  await board.until(({ event }) => event === 'snapshot');
  letGo();
  await board.until(({ event, data: told }) => event === 'call' && (told as { call_id: string }).call_id === 'since');
  expect(await active()).toMatchObject([{ call_id: 'since' }, { call_id: 'before' }]);
  await eventually(
    () => getJson<Ready>(`${url}/ready`),
    ({ body }) => expect(body.projections['calls']).not.toHaveProperty('rebuilding'),
  );
  await board.close();
});

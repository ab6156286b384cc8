import { runCommand } from '../../../test/support/run-command';
import { startService } from '../../../test/support/service';

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

it('loads neither Nest nor RxJS nor anything else of this repository', async () => {
  const program = `
    require('callscope/client');
    console.log(Object.keys(require.cache).filter((file) => !file.includes('/libs/client/')).join());
  `;
  expect(await runCommand(process.execPath, ['--eval', program])).toEqual({ ok: true, output: '\n' });
});

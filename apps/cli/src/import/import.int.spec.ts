import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atEnd } from '../../../../test/support/at-end';
import { makeTempFolder } from '../../../../test/support/temp-folder';
import { dispatch } from '../dispatch';
import { fakeCallscope } from '../replay/testing/fake-callscope';
import { fakeTerminal } from '../testing/fake-terminal';
import { INGEST_LIMITS } from './send-ingest';

it('import takes all where its place cannot be kept, and says so once', async () => {
  const folder = await makeTempFolder();
  const file = join(folder, 'calls.jsonl');
  const bodies = Array.from({ length: INGEST_LIMITS.items * 2 + 1 }, (_, index) => `{"call_id":"call ${index}"}\n`);
  await writeFile(file, bodies.join(''));
  // No folder can be made in what is a file, whoever tries.
  process.env['XDG_STATE_HOME'] = file;
  const service = await fakeCallscope();
  atEnd(() => service.close());
  const terminal = fakeTerminal();
  expect(await dispatch(['import', 'ingest', file, '--url', service.url, '--json'], terminal)).toBe(0);
  expect(JSON.parse(terminal.stdout())).toMatchObject({ taken: bodies.length, refused: 0, stopped: null });
  expect(service.posts).toHaveLength(bodies.length);
  expect(terminal.stderr().match(/^callscope import: .*/gm)).toEqual([
    expect.stringMatching(
      /^callscope import: cannot keep how far it has come, an interrupted run will begin anew: ENOTDIR/,
    ),
  ]);
});

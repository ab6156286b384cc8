import { createServer } from 'node:http';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { atEnd } from '../../../../test/support/at-end';
import { makeTempFolder } from '../../../../test/support/temp-folder';
import { dispatch } from '../dispatch';
import { fakeTerminal } from '../testing/fake-terminal';

/** A service that begins to tell its calls, and never comes to their end. */
async function endlessService(): Promise<string> {
  const server = createServer((_request, response) => void response.write('call_id,from\none,+12065550142\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(async () => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('export that is ended by Ctrl-C leaves no half file, and the former one as it was', async () => {
  const folder = await makeTempFolder();
  const file = join(folder, 'calls.csv');
  writeFileSync(file, 'former');
  const terminal = fakeTerminal();
  const ended = dispatch(['export', '--out', file, '--url', await endlessService()], terminal);
  const bytesOfHalf = (): number =>
    readdirSync(folder).reduce(
      (sum, name) => sum + (name.endsWith('.half') ? statSync(join(folder, name)).size : 0),
      0,
    );
  while (bytesOfHalf() === 0) await turn();
  terminal.interrupt();
  expect([await ended, terminal.stderr()]).toEqual([130, 'callscope export: stopped\n']);
  expect(readdirSync(folder)).toEqual(['calls.csv']);
  expect(statSync(file).size).toBe('former'.length);
});

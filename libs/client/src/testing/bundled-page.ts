import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { atEnd } from '../../../../test/support/at-end';
import { runCommand } from '../../../../test/support/run-command';
import { outsideProgram } from './outside-program';

const VITE = join(__dirname, '../../../../node_modules/vite/bin/vite.js');
const CONFIG = `export default {
  logLevel: 'warn',
  build: { minify: false, lib: { entry: 'program.js', formats: ['es'], fileName: () => 'page.js' } },
};`;

export interface BundledPage {
  /** Where the page is served: no address of the service. */
  readonly origin: string;
  /** The one module that it loads. */
  readonly bundle: string;
  /** What the bundler warned of. */
  readonly warnings: string;
}

/** A page with one program that has the client by its name, packed as people pack theirs. */
export async function bundledPage(program: string): Promise<BundledPage> {
  const folder = await outsideProgram({ 'program.js': program, 'vite.config.mjs': CONFIG });
  const { ok, output } = await runCommand(process.execPath, [
    VITE,
    'build',
    folder,
    '--config',
    join(folder, 'vite.config.mjs'),
  ]);
  if (!ok) throw new Error(output);
  const bundle = await readFile(join(folder, 'dist/page.js'), 'utf8');
  const html =
    '<!doctype html><title>outside</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>';
  const server = createServer(({ url }, response) => {
    const isModule = url === '/page.js';
    response.setHeader('content-type', isModule ? 'text/javascript' : 'text/html');
    response.end(isModule ? bundle : html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bundle, warnings: output };
}

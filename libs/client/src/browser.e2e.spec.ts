import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from '../../../test/support/browser';
import { post } from '../../../test/support/http';
import { startService } from '../../../test/support/service';
import { steadyPort } from '../../../test/support/steady-port';
import { makeTempFolder } from '../../../test/support/temp-folder';
import { type BundledPage, bundledPage } from './testing/bundled-page';

const READ = 'read-only-0123456789ab';
const INGEST = 'ingest-only-0123456789';

const PROGRAM = `
  import { producer, ServiceRefusal, subscribe } from 'callscope/client';
  import { events$ } from 'callscope/client/rxjs';

  const idOf = (item) => (item.kind === 'event' ? item.event.id : item.reason);
  const state = (window.state = { looped: [], emitted: [], troubles: 0 });
  window.begin = ({ url, token }) => {
    const options = { url, token, after: 0, onTrouble: () => (state.troubles += 1) };
    (async () => {
      for await (const item of subscribe(options)) state.looped.push(idOf(item));
    })();
    events$(options).subscribe((item) => state.emitted.push(idOf(item)));
  };
  window.refusal = async (options) => {
    try {
      for await (const item of subscribe(options)) return item;
    } catch (error) {
      return error instanceof ServiceRefusal ? error.status : String(error);
    }
  };
  window.tellWith = (options) => void (window.told = producer(options));
  window.tell = (events) => events.forEach((event) => window.told.tell(event));
  window.inFile = (url) => {
    try {
      producer({ url, outbox: { file: 'outbox.ndjson' } });
    } catch (error) {
      return String(error);
    }
  };
`;

interface State {
  readonly looped: readonly string[];
  readonly emitted: readonly string[];
  readonly troubles: number;
}
/** What the program of the page has put on it. */
declare const window: {
  readonly state: State;
  begin(options: object): void;
  refusal(options: object): Promise<unknown>;
  tellWith(options: object): void;
  tell(events: readonly object[]): void;
  inFile(url: string): string;
};

const isThere = (count: number): boolean => window.state.looped.length >= count && window.state.emitted.length >= count;

let browser: Browser;
let bundled: BundledPage;
beforeAll(async () => {
  browser = await launchBrowser();
  bundled = await bundledPage(PROGRAM);
}, BROWSER_TIMEOUT_MS);
afterAll(() => browser.close());

const words = (id: string) => ({
  id,
  type: 'transcript.final',
  call_id: 'call-1',
  data: { role: 'user', text: `${id} grüße 😀` },
});
const many = (name: string, from: number, count: number) =>
  Array.from({ length: count }, (_, n) => words(`${name}-${from + n}`));

/** Starts a service that asks for tokens and knows the page, as often as wanted on the same port and data. */
async function serviceForPage() {
  const folder = await makeTempFolder();
  const tokens = join(folder, 'tokens');
  await writeFile(tokens, `ingest ${INGEST}\nread ${READ}\n`, { mode: 0o600 });
  const args = ['--token-file', tokens, '--allow-origin', bundled.origin];
  return (port = '0') => startService({ data: join(folder, 'data'), args: [...args, '--port', port] });
}

async function openPage(): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  await page.goto(bundled.origin);
  return { page, faults };
}

it('is one module that asks for nothing of Node', () => {
  expect(bundled.bundle).not.toMatch(/^\s*import\b|\bimport\(|\brequire\(|browser-external/m);
  expect(bundled.warnings).not.toMatch(/externalized|node:/);
});

it('reads and tells in a browser by token, each event once through two kills of the service', async () => {
  const start = await serviceForPage();
  const port = await steadyPort();
  let service = await start(port);
  const { url } = service;
  const { page, faults } = await openPage();
  await page.evaluate((given) => window.begin(given), { url, token: READ });
  await page.evaluate((given) => window.tellWith(given), { url, token: INGEST });
  const headers = { authorization: `Bearer ${INGEST}`, 'content-type': 'application/json' };
  for (let round = 0; round < 3; round += 1) {
    expect((await post(`${url}/api/v2/events`, many('outside', round * 100, 100), headers)).status).toBe(200);
    // Only who is connected can be cut off.
    await page.waitForFunction(isThere, round * 200 + 100, { timeout: 20_000 });
    await page.evaluate((events) => window.tell(events), many('page', round * 100, 50));
    if (round === 2) break;
    await service.stop('SIGKILL');
    // Told while nobody is there.
    await page.evaluate((events) => window.tell(events), many('page', round * 100 + 50, 50));
    service = await start(port);
  }
  await page.waitForFunction(isThere, 300 + 250, { timeout: 20_000 });
  const answer = await fetch(`${url}/api/v2/events?after=0&limit=1000`, {
    headers: { authorization: `Bearer ${READ}` },
  });
  const { events } = (await answer.json()) as { events: { id: string }[] };
  const stored = events.map(({ id }) => id);
  const { looped, emitted, troubles } = await page.evaluate(() => window.state);
  expect([...stored].sort()).toEqual([...many('outside', 0, 300), ...many('page', 0, 250)].map(({ id }) => id).sort());
  expect(looped).toEqual(stored);
  expect(emitted).toEqual(stored);
  expect(troubles).toBeGreaterThanOrEqual(4);
  expect(faults).toEqual([]);
});

it('says in a browser too what is refused, and that there are no files', async () => {
  const { url } = await (await serviceForPage())();
  const { page } = await openPage();
  expect(await page.evaluate((given) => window.refusal(given), { url, token: `${READ}x`, after: 0 })).toBe(401);
  expect(await page.evaluate((given) => window.refusal(given), { url, token: INGEST, after: 0 })).toBe(403);
  expect(await page.evaluate((given) => window.inFile(given), url)).toBe(
    'TypeError: an outbox in a file needs Node.js',
  );
});

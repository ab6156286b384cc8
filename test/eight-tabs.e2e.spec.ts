import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { post } from './support/http';
import { value } from './support/scrape';
import { type RunningService, startService } from './support/service';
import { steadyPort } from './support/steady-port';
import { makeTempFolder } from './support/temp-folder';
import { startWithTokens, TOKENS } from './support/tokens';

/** A tab takes the lock away from a leader that it holds for dead: by then it was asked in vain for 12 s. */
const COUNT_STEALS = `{
  const request = navigator.locks.request.bind(navigator.locks);
  window.steals = 0;
  navigator.locks.request = (name, options, hold) => {
    if (options.steal) window.steals += 1;
    return request(name, options, hold);
  };
}`;
/** More than the six connections that a browser has to a service on HTTP/1.1. */
const TABS = 8;
const ROW_PX = 40;

let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser();
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

beforeEach(async () => {
  // High enough for the few rows of most tests to be drawn, for the list draws those in sight: what is drawn without a
  // graphics card is paid for by the pixel, eight times; and what moves, again and again.
  context = await browser.newContext({ viewport: { width: 1280, height: 1_000 }, reducedMotion: 'reduce' });
  await context.addInitScript(COUNT_STEALS);
});

afterEach(() => context.close());

/** One after the other: the first has opened the stream, and leads. */
async function openTabs(service: RunningService, count: number): Promise<Page[]> {
  const pages: Page[] = [];
  for (let n = 0; n < count; n += 1) {
    const page = await context.newPage();
    await page.goto(service.url);
    // Loaded is not yet run, for the page unpacks its script: only so does the first tab have the stream.
    await live(page);
    pages.push(page);
  }
  return pages;
}

const all = (pages: readonly Page[], check: (page: Page) => Promise<unknown>): Promise<unknown> =>
  Promise.all(pages.map(check));

const live = (page: Page): Promise<void> => page.locator('[data-link="live"]').waitFor();

/** The tab shows the call, in one row. */
async function shows(page: Page, callId: string): Promise<void> {
  const row = page.locator(`[data-call-id="${callId}"]`);
  await row.first().waitFor();
  await eventually(
    () => row.count(),
    (rows) => expect(rows).toBe(1),
  );
}

const starts = (service: RunningService, callId: string): Promise<unknown> =>
  post(`${service.url}/api/dashboard/ingest`, { call_id: callId, caller: '+12125550142', callee: '+12125550100' });

/** All tabs together have one stream. */
const oneStream = (service: RunningService): Promise<unknown> =>
  eventually(
    () => value(service, 'sse_readers{stream="live"}'),
    (streams) => expect(streams).toBe(1),
  );

it('keeps eight tabs live over one stream, through the end of its tab and of the service', async () => {
  const options = { data: await makeTempFolder(), args: ['--port', await steadyPort()] };
  const service = await startService(options);
  const pages = await openTabs(service, TABS);
  await oneStream(service);

  await starts(service, 'CAfirst');
  await all(pages, (page) => shows(page, 'CAfirst'));

  const answers = await Promise.all(
    pages.map((page) => page.evaluate('fetch("/api/v2/calls/CAfirst").then(({ status }) => status)')),
  );
  expect(answers).toEqual(Array(TABS).fill(200));
  const eighth = pages[TABS - 1]!;
  // The page follows the newest call, and asks for it.
  const [newest] = await Promise.all([
    eighth.waitForResponse(/\/api\/v2\/calls\/CAsecond/),
    starts(service, 'CAsecond'),
  ]);
  expect(newest.status()).toBe(200);
  await shows(eighth, 'CAsecond');

  const [first, ...rest] = pages;
  const [, again] = await Promise.all([first!.close(), starts(service, 'CAtakeover')]);
  expect(again).toMatchObject({ status: 200 });
  await all(rest, (page) => shows(page, 'CAtakeover'));
  expect(await Promise.all(rest.map((page) => page.evaluate('steals')))).toEqual(Array(TABS - 1).fill(0));
  await starts(service, 'CAafter');
  await all(rest, (page) => shows(page, 'CAafter'));
  await all(rest, live);
  await oneStream(service);

  await service.stop('SIGKILL');
  await all(rest, (page) => page.locator('[data-link="reconnecting"]').waitFor());
  const back = await startService(options);
  await starts(back, 'CAback');
  await all(rest, live);
  await all(rest, (page) => shows(page, 'CAback'));
  for (const id of ['CAfirst', 'CAsecond', 'CAtakeover', 'CAafter']) await all(rest, (page) => shows(page, id));
  await oneStream(back);
});

it('loses no call and tells none twice while tabs that have the stream close and one joins', async () => {
  const service = await startService();
  // As in tabs that nobody looks at: what they are told waits in them for half a second.
  await context.addInitScript('requestAnimationFrame = () => 0');
  const pages = await openTabs(service, 5);
  const ids: string[] = [];
  const over = new AbortController();
  const posting = (async (): Promise<void> => {
    while (!over.signal.aborted) {
      const id = `CAstorm${ids.length}`;
      await starts(service, id);
      ids.push(id);
      await delay(20);
    }
  })();
  for (const page of pages.slice(0, 3)) {
    await page.waitForTimeout(150);
    await page.close();
  }
  const joined = await context.newPage();
  await joined.goto(service.url);
  await live(joined);
  over.abort();
  await posting;
  const left = [...pages.slice(3), joined];
  // The list draws the rows in sight: however many there are by now, all of them.
  await all(left, (page) => page.setViewportSize({ width: 1_280, height: 1_000 + ids.length * ROW_PX }));
  await all(left, (page) => shows(page, ids.at(-1)!));
  for (const page of left) {
    await eventually(
      () => page.locator('[data-call-id]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-call-id'))),
      (shown) => expect(shown.toSorted()).toEqual(ids.toSorted()),
    );
  }
  await oneStream(service);
});

it('passes the stream on when told that its tab is frozen, which catches up when it runs again', async () => {
  const service = await startService();
  const [first, second] = await openTabs(service, 2);
  const holder = (): Promise<unknown> =>
    second!.evaluate('navigator.locks.query().then(({ held }) => held[0]?.clientId)');
  const before = await holder();
  // A browser without a window freezes nothing, so the test says what the browser would.
  await first!.evaluate(`document.dispatchEvent(new Event('freeze'))`);
  await eventually(holder, (now) => expect(now).not.toBe(before));
  await starts(service, 'CAfrozen');
  await shows(second!, 'CAfrozen');
  await first!.evaluate(`document.dispatchEvent(new Event('resume'))`);
  await shows(first!, 'CAfrozen');
  await live(first!);
  await oneStream(service);
});

it('goes to the login form when the service that came back knows the session no longer', async () => {
  const port = await steadyPort();
  const service = await startWithTokens('--port', port);
  await context.request.post(`${service.url}/login`, { form: { token: TOKENS.all } });
  const pages = await openTabs(service, 2);
  await service.stop('SIGKILL');
  const again = await startWithTokens('--port', port);
  await all(pages, (page) => page.getByLabel('Access token').waitFor());
  expect(again.url).toBe(service.url);
});

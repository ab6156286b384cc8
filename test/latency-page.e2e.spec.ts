import type { Browser, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { post } from './support/http';
import { type RunningService, startService } from './support/service';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

/** A call of `turns` turns that ended at `at`, the first of `slowest` ms, each of the others 10 ms faster. */
function aCall(call_id: string, agent: string, at: number, turns: number, slowest: number): object[] {
  const start = {
    type: 'call.started',
    call_id,
    occurred_at: at,
    data: { direction: 'inbound', agent: { id: agent } },
  };
  const told = Array.from({ length: turns }, (_, turn) => {
    const latency = { response_ms: slowest - turn * 10, llm_ttft_ms: 400, tts_ms: 150 };
    return { type: 'turn.completed', call_id, occurred_at: at, data: { turn, outcome: 'completed', latency } };
  });
  return [start, ...told];
}

async function open(service: RunningService, place: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${service.url}/#/latency${place}`);
  return page;
}

const slowest = (page: Page) => page.getByTestId('slowest').locator('a');

it('shows where the time goes, and what was slow when and by whom', async () => {
  const service = await startService();
  const now = Date.now();
  const events = [
    ...aCall('CA-old', 'steady', now - 5 * DAY, 12, 2_000),
    ...aCall('CA-new', 'late', now, 12, 3_000),
    ...aCall('CA-few', 'rare', now, 3, 900),
    ...aCall('CA-before', 'late', now - 30 * HOUR, 12, 1_500),
  ];
  await post(`${service.url}/api/v2/events`, { events });
  let page = await open(service, '');
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));

  // The slowest of all first; each leads to its turn.
  await eventually(
    () => slowest(page).first().getAttribute('href', { timeout: 1_000 }),
    (href) => expect(href).toMatch(/^#\/calls\/CA-new\?turn=0/),
  );
  // A p95 where there are ten turns, and against the window before; else p50, and why.
  await page.locator('[data-group="late"]', { hasText: '↑' }).waitFor();
  await page.locator('[data-group="rare"]', { hasText: 'p50, n 3' }).waitFor();
  await page.locator('[data-stage="stt"]', { hasText: 'not measured' }).waitFor();

  // The keyboard goes along the buckets and chooses one: five days back there is the other call only. In a range of all
  // time they begin and end with what was told, whatever the clock says meanwhile.
  await page.close();
  page = await open(service, '?window=all');
  page.on('pageerror', (error) => problems.push(error.message));
  const chart = page.getByRole('slider');
  await chart.focus();
  await page.keyboard.press('End');
  for (let days = 0; days < 5; days++) await page.keyboard.press('ArrowLeft');
  await eventually(
    () => chart.getAttribute('aria-valuetext'),
    (text) => expect(text).toContain('turns 12'),
  );
  await page.keyboard.press('Enter');
  await page.locator('[data-testid="slowest"] a[href^="#/calls/CA-old"]').first().waitFor();
  await page.locator('[data-testid="slowest"] a[href^="#/calls/CA-new"]').waitFor({ state: 'detached' });
  await page.waitForURL(/at=\d+/);

  // What is chosen stands in the address: the same place in another tab.
  const other = await browser.newPage();
  await other.goto(page.url());
  await other.locator('[data-testid="slowest"] a[href^="#/calls/CA-old"]').first().waitFor();
  await other.getByRole('button', { name: /^Remove / }).click();
  await other.locator('[data-testid="slowest"] a[href^="#/calls/CA-new"]').first().waitFor();
  await other.getByRole('button', { name: 'rare' }).click();
  await other.locator('[data-testid="slowest"] a[href^="#/calls/CA-new"]').first().waitFor({ state: 'detached' });
  await eventually(
    () => slowest(other).count(),
    (turns) => expect(turns).toBe(3),
  );
  await other.waitForURL(/group=rare/);
  expect(problems).toEqual([]);
  await other.close();
  await page.close();
});

it('shows how long the end of speech took, of all calls together, and what was slow as a whole beside it', async () => {
  const service = await startService();
  const at = Date.now();
  const turns = Array.from({ length: 11 }, (_, turn) => {
    const latency = { response_ms: 2_000 - turn, endpoint_ms: turn < 10 ? 200 : 500 };
    return { type: 'turn.completed', call_id: 'CA-1', occurred_at: at, data: { turn, outcome: 'completed', latency } };
  });
  await post(`${service.url}/api/v2/events`, { events: turns });
  const page = await open(service, '?window=all');
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));

  // First of the stages, with its bars in its own colour.
  const stages = page.locator('[data-stage]');
  const endpoint = page.locator('[data-stage="endpoint"]');
  await eventually(
    () => endpoint.locator('td.n').allTextContents(),
    (told) => expect(told.map((text) => text.trim())).toEqual(['200', '350', '470', '11']),
  );
  expect(await stages.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-stage')))).toEqual([
    'response',
    'endpoint',
    'stt',
    'llm',
    'tts',
  ]);
  const colour = await page.evaluate(`getComputedStyle(document.querySelector('path.endpoint')).fill`);
  expect(colour).toBe('rgb(74, 156, 201)');

  // It can be chosen. Turns are not ranked by it: those that were slow as a whole stay, and say so.
  await page.getByRole('button', { name: 'Endpoint', exact: true }).click();
  await page.getByTestId('over-time').locator('.sum', { hasText: 'p50 200' }).waitFor();
  await page.locator('[data-stage="endpoint"].sel').waitFor();
  await page.getByTestId('slowest').locator('h2', { hasText: 'Response' }).waitFor();
  await slowest(page).first().getByText('2,000').waitFor();
  await page.locator('h2', { hasText: 'Response: dot p50' }).waitFor();

  // Another is ranked by itself again.
  await page.getByRole('button', { name: 'STT', exact: true }).click();
  await page.getByTestId('slowest').getByText('No turn with STT measured.').waitFor();
  expect(await page.getByTestId('slowest').locator('h2').textContent()).not.toContain('Response');
  expect(asked.filter((url) => url.includes('endpoint_ms'))).toEqual([]);
  expect(problems).toEqual([]);
  await page.close();
});

it('says that nothing was measured, shows it by itself when it is, and what it could not read', async () => {
  const service = await startService();
  const page = await open(service, '');
  await page.getByTestId('nothing-measured').waitFor();

  let refused = 0;
  await page.route('**/api/v2/stats?*', async (route) => {
    refused++;
    await route.fulfill({ status: 503, contentType: 'application/json', body: '{"detail":"catching up"}' });
  });
  await page.getByRole('button', { name: '7d' }).first().click();
  await page.getByRole('alert').getByText('catching up').waitFor();
  expect(refused).toBe(1);
  await page.unroute('**/api/v2/stats?*');
  await page.getByRole('button', { name: 'Retry' }).click();
  await page.getByRole('alert').waitFor({ state: 'detached' });

  await post(`${service.url}/api/v2/events`, { events: aCall('CA-first', 'late', Date.now(), 12, 1_000) });
  await page.getByTestId('over-time').waitFor({ timeout: 15_000 });
  await slowest(page).first().waitFor();
  await page.close();
});

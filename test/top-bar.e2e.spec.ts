import type { Browser, Locator, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { post } from './support/http';
import { type RunningService, startService } from './support/service';

const DAY_MS = 86_400_000;

let browser: Browser;
let service: RunningService;

/** Two calls with six turns each three days ago, one with two turns now; only the first two have cost anything. */
beforeAll(async () => {
  [browser, service] = await Promise.all([launchBrowser(), startService()]);
  const now = Date.now();
  await post(`${service.url}/api/v2/events`, {
    events: [
      ...call('early-1', now - 3 * DAY_MS, 6),
      ...call('early-2', now - 3 * DAY_MS, 6),
      ...call('now-1', now, 2),
    ],
  });
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

function call(call_id: string, at: number, turns: number): object[] {
  const said = { call_id, occurred_at: at };
  const start = { direction: 'inbound', from: '+12065550188', to: '+12065550150', agent: { name: 'boots' } };
  const latency = { response_ms: 900 };
  const cost = { component: 'llm', amount_usd: 0.25, basis: 'billed', mode: 'final' };
  return [
    { ...said, type: 'call.started', data: start },
    ...Array.from({ length: turns }, (_, turn) => {
      return { ...said, type: 'turn.completed', data: { turn, outcome: 'completed', latency } };
    }),
    ...(turns < 6 ? [] : [{ ...said, type: 'cost.recorded', data: cost }]),
    ...(turns < 6 ? [] : [{ ...said, type: 'call.ended', data: { reason: 'completed' } }]),
  ];
}

async function open(hash: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
  const page = await browser.newPage({ viewport });
  await page.goto(`${service.url}/${hash}`);
  await page.locator('[data-link="live"]').waitFor();
  return page;
}

const search = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search calls' });
const asked = (page: Page, key: string): string | null =>
  new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '').get(key);

async function askedIs(page: Page, key: string, value: string | null): Promise<void> {
  await page.waitForURL(() => asked(page, key) === value);
}

describe('the search of the top bar', () => {
  it('is reached with a slash, asks when the reader pauses, and keeps the keys of the list to itself', async () => {
    const page = await open('#/?window=all');
    await page.locator('[data-metric]').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('jk/?');
    expect(await search(page).inputValue()).toBe('jk/?');
    expect(asked(page, 'q')).toBeNull();
    await askedIs(page, 'q', 'jk/?');
    expect(await page.getByRole('dialog').count()).toBe(0);

    await page.keyboard.press('Escape');
    await askedIs(page, 'q', null);
    expect(asked(page, 'window')).toBe('all');
    expect(await search(page).inputValue()).toBe('');
    expect(await search(page).evaluate((box) => box.matches(':focus'))).toBe(false);
    await page.close();
  });

  it('leads from another view to the list with Enter, and shows there what is looked for', async () => {
    const page = await open('#/latency?window=7d');
    await search(page).fill('boots');
    await search(page).press('Enter');
    await page.waitForURL(/#\/\?q=boots&window=7d$/);
    expect(await search(page).inputValue()).toBe('boots');
    await page.close();
  });
});

it('shows the view and the range, and takes the range along', async () => {
  const page = await open('');
  const ranges = page.getByRole('group', { name: 'Range of the figures' });
  expect(await ranges.locator('[aria-pressed="true"]').innerText()).toBe('24h');
  await ranges.getByRole('button', { name: '7d' }).click();
  const views = page.getByRole('navigation', { name: 'Views' });
  await views.getByRole('link', { name: 'Latency' }).click();
  await page.waitForURL(/#\/latency\?window=7d$/);
  expect(await views.locator('[aria-current="page"]').allInnerTexts()).toEqual(['Latency']);
  expect(await ranges.locator('[aria-pressed="true"]').innerText()).toBe('7d');
  await page.close();
});

it('masks every number to its last four digits, as wide as before, and still after a reload', async () => {
  const page = await open('');
  const numbers = page.locator('.number');
  await numbers.first().waitFor();
  const width = async (): Promise<number> => (await numbers.first().boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByRole('button', { name: 'Mask numbers' }).click();
  for (let round = 0; round < 2; round++) {
    const shown = await numbers.allTextContents();
    expect(shown.length).toBeGreaterThan(3);
    for (const number of shown) expect(number).toMatch(/^\+1•{6}01(88|50)$/);
    expect(await width()).toBeCloseTo(before, 0);
    expect(await page.locator('body').innerText()).not.toContain('206');
    await page.reload();
    await numbers.first().waitFor();
  }
  await page.close();
});

it('tells all keys in a dialog that Esc closes', async () => {
  const page = await open('');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await help.waitFor();
  expect(await help.locator('kbd').allInnerTexts()).toEqual(['/', 'j', 'k', 'Enter', 'x', 'e', 'Esc', 'p', '?']);
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
  await page.close();
});

describe('the metrics', () => {
  const card = (page: Page, metric: string): Locator => page.locator(`[data-metric="${metric}"]`);
  const detail = (page: Page, metric: string): Promise<string> =>
    card(page, metric).locator('[data-part="detail"]').innerText();

  it('tell by pointer and by arrow keys what each bucket holds', async () => {
    const page = await open('#/?window=all');
    const chart = card(page, 'calls').getByRole('slider');
    await chart.waitFor();
    const rest = await detail(page, 'calls');
    expect(await card(page, 'calls').locator('rect').count()).toBe(2);

    await chart.hover({ position: { x: 8, y: 16 } });
    expect(await detail(page, 'calls')).toMatch(/^\d+ \w+ UTC · 2 calls$/);
    await page.mouse.move(0, 0);
    expect(await detail(page, 'calls')).toBe(rest);

    await chart.focus();
    expect(await detail(page, 'calls')).toMatch(/ · 1 call$/);
    await page.keyboard.press('ArrowLeft');
    expect(await detail(page, 'calls')).toMatch(/ · 0 calls$/);
    await page.keyboard.press('Home');
    expect(await chart.getAttribute('aria-valuetext')).toMatch(/UTC: 2 calls$/);
    await page.close();
  });

  it('list the calls of a bucket by a click or Enter, and all of them by the next', async () => {
    const page = await open('#/?window=all');
    const rows = page.locator('[data-call-id]');
    await rows.nth(2).waitFor();
    const chart = card(page, 'calls').getByRole('slider');
    await chart.click({ position: { x: 8, y: 16 } });
    await rows.nth(2).waitFor({ state: 'detached' });
    await rows.nth(1).waitFor();
    expect(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-call-id')).sort())).toEqual([
      'early-1',
      'early-2',
    ]);
    expect(Number(asked(page, 'to')) - Number(asked(page, 'from'))).toBe(DAY_MS);
    await chart.press('Enter');
    await rows.nth(2).waitFor();
    expect(asked(page, 'from')).toBeNull();
    await page.close();
  });

  it('tell of latency and cost what was measured, and a p95 only of ten turns and more', async () => {
    const page = await open('#/?window=all');
    const response = card(page, 'response').getByRole('slider');
    await response.focus();
    expect(await detail(page, 'response')).toMatch(/ · p50 9\d\d ms · n 2$/);
    await page.keyboard.press('ArrowLeft');
    expect(await detail(page, 'response')).toMatch(/ · not measured$/);
    await page.keyboard.press('Home');
    expect(await detail(page, 'response')).toMatch(/ · p95 9\d\d ms · n 12 · p50 9\d\d ms$/);
    await card(page, 'spend').getByRole('slider').focus();
    expect(await detail(page, 'spend')).toMatch(/ · no cost reported$/);
    await page.keyboard.press('Home');
    expect(await detail(page, 'spend')).toMatch(/ · \$0\.500000$/);
    await page.close();
  });
});

it('has on a phone its tabs at the bottom, and search and range behind one button', async () => {
  const page = await open('', { width: 390, height: 844 });
  await page.locator('[data-metric]').first().waitFor();
  const tabs = page.getByRole('navigation', { name: 'Parts' });
  expect(await tabs.boundingBox()).toEqual({ x: 0, y: 788, width: 390, height: 56 });
  expect(await search(page).isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Search and range' }).click();
  expect(await search(page).evaluate((box) => box.matches(':focus'))).toBe(true);
  await page.getByRole('button', { name: '7d' }).click();
  await askedIs(page, 'window', '7d');
  await tabs.getByRole('link', { name: 'Latency' }).click();
  await page.waitForURL(/#\/latency/);
  expect(await tabs.locator('[aria-current="page"]').innerText()).toBe('Latency');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await page.close();
});

import type { Browser, Locator, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { post } from './support/http';
import { type RunningService, startService } from './support/service';

const DAY_MS = 86_400_000;
/** After midnight there would be one more day in the charts: for the page it is this moment all the time. */
const NOW = Date.now();
/** The search asks after a pause of 200 ms. */
const SHORT_PAUSE_MS = 150;
/** A reading that finds nothing to read is given up, so that the test can tell of it. */
const FOUND = { timeout: 1_000 };

let browser: Browser;
let service: RunningService;

/** Two calls with six turns each three days ago, one with two turns now; only the first two have cost anything. */
beforeAll(async () => {
  [browser, service] = await Promise.all([launchBrowser(), startService()]);
  await post(`${service.url}/api/v2/events`, {
    events: [
      ...call('early-1', NOW - 3 * DAY_MS, 6),
      ...call('early-2', NOW - 3 * DAY_MS, 6),
      ...call('now-1', NOW, 2),
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
  await page.clock.setFixedTime(NOW);
  await load(page, hash);
  return page;
}

/** From then on the page listens to keys. */
async function load(page: Page, hash: string): Promise<void> {
  await page.goto(`${service.url}/${hash}`);
  await page.locator('[data-link="live"]').waitFor();
}

const search = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search calls' });
const focusedSearch = (page: Page): Locator => search(page).and(page.locator(':focus'));
const searchHolds = (page: Page, text: string): Promise<string> =>
  eventually(
    () => search(page).inputValue(FOUND),
    (held) => expect(held).toBe(text),
  );
const says = (place: Locator, words: string | RegExp): Promise<string> =>
  eventually(
    () => place.innerText(FOUND),
    (text) => expect(text).toEqual(typeof words === 'string' ? words : expect.stringMatching(words)),
  );
const asked = (page: Page, key: string): string | null =>
  new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '').get(key);

async function askedIs(page: Page, key: string, value: string | null): Promise<void> {
  await page.waitForURL(() => asked(page, key) === value);
}

describe('the search of the top bar', () => {
  it('is reached with a slash, asks when the reader pauses, and keeps the keys of the list to itself', async () => {
    const page = await browser.newPage();
    // The reader pauses when the test says so, however long the typing takes.
    await page.clock.install();
    await load(page, '#/?window=all');
    await page.locator('[data-metric]').first().waitFor();
    await page.clock.pauseAt(Date.now() + 1_000);
    await page.keyboard.press('/');
    await focusedSearch(page).waitFor();
    await page.keyboard.type('jk/?');
    await searchHolds(page, 'jk/?');
    await page.clock.runFor(SHORT_PAUSE_MS);
    expect(asked(page, 'q')).toBeNull();
    await page.clock.runFor(SHORT_PAUSE_MS);
    await askedIs(page, 'q', 'jk/?');
    expect(await page.getByRole('dialog').count()).toBe(0);

    await page.keyboard.press('Escape');
    await askedIs(page, 'q', null);
    expect(asked(page, 'window')).toBe('all');
    await searchHolds(page, '');
    await focusedSearch(page).waitFor({ state: 'detached' });
    await page.close();
  });

  it('keeps the blank between two words when the reader pauses there', async () => {
    const page = await open('');
    await search(page).fill('front ');
    await askedIs(page, 'q', 'front');
    await search(page).press('End');
    await page.keyboard.type('desk');
    await searchHolds(page, 'front desk');
    await askedIs(page, 'q', 'front desk');
    await page.close();
  });

  it('leads from another view to the list with Enter, and shows there what is looked for', async () => {
    const page = await open('#/latency?window=7d');
    await search(page).fill('boots');
    await search(page).press('Enter');
    await page.waitForURL(/#\/\?q=boots&window=7d$/);
    await searchHolds(page, 'boots');
    await page.close();
  });
});

it('shows the view and the range, and takes the range along', async () => {
  const page = await open('');
  const ranges = page.getByRole('group', { name: 'Range of the figures' });
  await says(ranges.locator('[aria-pressed="true"]'), '24h');
  await ranges.getByRole('button', { name: '7d' }).click();
  const views = page.getByRole('navigation', { name: 'Views' });
  await views.getByRole('link', { name: 'Latency' }).click();
  await page.waitForURL(/#\/latency\?window=7d$/);
  await says(views.locator('[aria-current="page"]'), 'Latency');
  await says(ranges.locator('[aria-pressed="true"]'), '7d');
  await page.close();
});

it('masks every number to its last four digits, as wide as before, and still after a reload', async () => {
  const page = await open('');
  const numbers = page.locator('.number');
  const shown = (): Promise<string[]> => numbers.allTextContents();
  const width = async (): Promise<number> => (await numbers.first().boundingBox())?.width ?? 0;
  // Both of each call in the list, and of the one beside it.
  await eventually(shown, (all) => expect(all).toHaveLength(8));
  // Before the letters are there, the number is as wide as in those of another font.
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  const before = await width();
  await page.getByRole('button', { name: 'Mask numbers' }).click();
  for (let round = 0; round < 2; round++) {
    const masked = expect.stringMatching(/^\+1•{6}01(88|50)$/) as string;
    await eventually(shown, (all) => expect(all).toEqual(Array(8).fill(masked)));
    await eventually(width, (now) => expect(now).toBeCloseTo(before, 0));
    expect(await page.locator('body').innerText()).not.toContain('206');
    if (round === 0) await page.reload();
  }
  await page.close();
});

it('tells all keys in a dialog that Esc closes', async () => {
  const page = await open('');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await help.waitFor();
  await eventually(
    () => help.locator('kbd').allInnerTexts(),
    (keys) => expect(keys).toEqual(['/', 'j', 'k', 'Enter', 'x', 'e', 'Esc', 'p', '?']),
  );
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
  await page.close();
});

describe('the metrics', () => {
  const card = (page: Page, metric: string): Locator => page.locator(`[data-metric="${metric}"]`);
  const detailSays = (page: Page, metric: string, words: string | RegExp): Promise<string> =>
    says(card(page, metric).locator('[data-part="detail"]'), words);

  it('tell by pointer and by arrow keys what each bucket holds', async () => {
    const page = await open('#/?window=all');
    const chart = card(page, 'calls').getByRole('slider');
    await chart.waitFor();
    const rest = await detailSays(page, 'calls', /^2 completed · 0 failed$/);
    await eventually(
      () => card(page, 'calls').locator('rect').count(),
      (bars) => expect(bars).toBe(2),
    );

    await chart.hover({ position: { x: 8, y: 16 } });
    await detailSays(page, 'calls', /^\d+ \w+ UTC · 2 calls$/);
    await page.mouse.move(0, 0);
    await detailSays(page, 'calls', rest);

    await chart.focus();
    await detailSays(page, 'calls', / · 1 call$/);
    await page.keyboard.press('ArrowLeft');
    await detailSays(page, 'calls', / · 0 calls$/);
    await page.keyboard.press('Home');
    await eventually(
      () => chart.getAttribute('aria-valuetext'),
      (text) => expect(text).toMatch(/UTC: 2 calls$/),
    );
    await page.close();
  });

  it('list the calls of a bucket by a click or Enter, and all of them by the next', async () => {
    const page = await open('#/?window=all');
    const rows = page.locator('[data-call-id]');
    await rows.nth(2).waitFor();
    const chart = card(page, 'calls').getByRole('slider');
    await chart.click({ position: { x: 8, y: 16 } });
    await eventually(
      () => rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-call-id')).sort()),
      (ids) => expect(ids).toEqual(['early-1', 'early-2']),
    );
    await eventually(
      () => Number(asked(page, 'to')) - Number(asked(page, 'from')),
      (length) => expect(length).toBe(DAY_MS),
    );
    await chart.press('Enter');
    await rows.nth(2).waitFor();
    await askedIs(page, 'from', null);
    await page.close();
  });

  it('tell of latency and cost what was measured, and a p95 only of ten turns and more', async () => {
    const page = await open('#/?window=all');
    const response = card(page, 'response').getByRole('slider');
    await response.focus();
    await detailSays(page, 'response', / · p50 9\d\d ms · n 2$/);
    await page.keyboard.press('ArrowLeft');
    await detailSays(page, 'response', / · not measured$/);
    await page.keyboard.press('Home');
    await detailSays(page, 'response', / · p95 9\d\d ms · n 12 · p50 9\d\d ms$/);
    await card(page, 'spend').getByRole('slider').focus();
    await detailSays(page, 'spend', / · no cost reported$/);
    await page.keyboard.press('Home');
    await detailSays(page, 'spend', / · \$0\.500000$/);
    await page.close();
  });
});

it('has on a phone its tabs at the bottom, and search and range behind one button', async () => {
  const page = await open('', { width: 390, height: 844 });
  await page.locator('[data-metric]').first().waitFor();
  const tabs = page.getByRole('navigation', { name: 'Parts' });
  await eventually(
    () => tabs.boundingBox(),
    (box) => expect(box).toEqual({ x: 0, y: 788, width: 390, height: 56 }),
  );
  await search(page).waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Search and range' }).click();
  await focusedSearch(page).waitFor();
  await page.getByRole('button', { name: '7d' }).click();
  await askedIs(page, 'window', '7d');
  await tabs.getByRole('link', { name: 'Latency' }).click();
  await page.waitForURL(/#\/latency/);
  await says(tabs.locator('[aria-current="page"]'), 'Latency');
  await page.getByTestId('over-time').waitFor();
  await eventually(
    () => page.evaluate('document.documentElement.scrollWidth'),
    (width) => expect(width).toBe(390),
  );
  await page.close();
});

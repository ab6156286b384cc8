import type { Browser, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { post } from './support/http';
import { type RunningService, startService } from './support/service';

const HOUR = 3_600_000;

let browser: Browser;
let service: RunningService;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

beforeEach(async () => {
  service = await startService();
  page = await browser.newPage();
});

afterEach(() => page.close());

/** In the middle of an hour, so that no figure of it falls into another one. */
const hourAgo = (hours: number): number => Math.floor(Date.now() / HOUR - hours) * HOUR + HOUR / 2;

const call = (call_id: string, from: number, to: number | null): object[] => [
  { type: 'call.started', call_id, occurred_at: from, data: { direction: 'inbound', from: '+12065550111' } },
  ...(to === null ? [] : [{ type: 'call.ended', call_id, occurred_at: to, data: { reason: 'completed' } }]),
];

const tell = async (...events: object[]): Promise<void> => {
  expect((await post(`${service.url}/api/v2/events`, events)).status).toBe(200);
};

/** What the chart of the card says of its last so many slots. */
async function lastCounts(slots: number): Promise<number[]> {
  const chart = page.locator('[data-metric="active"]').getByRole('slider');
  await chart.focus();
  const told = (name: string): Promise<string | null> => chart.getAttribute(name);
  const counts: number[] = [];
  const last = Number(await told('aria-valuemax'));
  for (let place = last; place > last - slots; place -= 1) {
    await page.keyboard.press(place === last ? 'End' : 'ArrowLeft');
    await eventually(
      () => told('aria-valuenow'),
      (now) => expect(now).toBe(String(place)),
    );
    counts.unshift(parseInt((await told('aria-valuetext'))?.split(': ').at(-1) ?? ''));
  }
  return counts;
}

it('draws how many calls were active at once as a line in steps, and says it of each hour', async () => {
  const at = hourAgo(3);
  await tell(...call('CA1', at, at + 60_000), ...call('CA2', at + 30_000, at + 90_000));
  await tell(...call('CA3', at + 80_000, at + 99_000), ...call('CA4', hourAgo(1), null));
  await page.goto(service.url);
  const card = page.locator('[data-metric="active"]');
  await card.getByText('peak 2').waitFor();
  const line = card.locator('svg path').nth(3);
  await eventually(
    () => line.getAttribute('d'),
    (path) => expect(path).toMatch(/^M0\.0 [\d.]+(H[\d.]+V[\d.]+)+H200\.0$/),
  );
  // The hour may turn meanwhile: then the last level holds for one hour more.
  expect((await lastCounts(6)).join('')).toContain('0201');
  await tell(...call('CA5', Date.now(), null), ...call('CA6', Date.now(), null));
  await card.getByText('peak 3').waitFor();
});

it('draws what was before the calls that the page holds, and a call that goes on through the hours', async () => {
  const at = hourAgo(6);
  const crowd = Array.from({ length: 230 }, (_, i) => call(`CROWD${i}`, at + i * 1000, at + 240_000)).flat();
  const quiet = Array.from({ length: 210 }, (_, i) => call(`LATER${i}`, hourAgo(2) + i * 2000, hourAgo(2) + i * 2000 + 1000)).flat(); // prettier-ignore
  await tell(...crowd, ...quiet, ...call('LONG', hourAgo(5), null));
  await page.goto(service.url);
  const card = page.locator('[data-metric="active"]');
  await card.getByText('peak 230').waitFor();
  expect((await lastCounts(8)).join(' ')).toContain('230 1 1 1 2 1 1');
  // Its end is told late: the hours since then lose it.
  await tell({ type: 'call.ended', call_id: 'LONG', occurred_at: hourAgo(4), data: { reason: 'completed' } });
  await eventually(
    () => lastCounts(8),
    (counts) => expect(counts.join(' ')).toContain('230 1 1 0 1 0 0'),
  );
});

it('says how many calls there are where all of them are here, and that there are more where not', async () => {
  const at = hourAgo(2);
  const many = (from: number, to: number): object[] =>
    Array.from({ length: to - from }, (_, i) =>
      call(`CA${from + i}`, at + (from + i) * 10, at + (from + i) * 10 + 5),
    ).flat();
  await tell(...many(0, 150));
  await page.goto(service.url);
  const count = page.locator('.calls header .n').first();
  const is = (words: string) => eventually(() => count.innerText(), (told) => expect(told).toBe(words)); // prettier-ignore
  await is('150');
  await tell(...many(150, 260));
  await page.reload();
  await is('200+');
  await page.getByLabel('Direction', { exact: true }).selectOption('inbound');
  await is('100+');
});

import type { Browser } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { post } from './support/http';
import { startService } from './support/service';

const CALLS = 12;
const TALKING = 'CAtalking';

/** How often the page has read what a call cost, which a line of the list does whenever it is made anew. */
const COUNT_READS = `(() => {
  const { parse } = JSON;
  globalThis.reads = {};
  const counted = (row) => {
    if (row?.call_id === undefined || row.cost === undefined) return;
    const { call_id, cost } = row;
    const get = () => {
      reads[call_id] = (reads[call_id] ?? 0) + 1;
      return cost;
    };
    Object.defineProperty(row, 'cost', { get, enumerable: true });
  };
  const rowsOf = (some) => (Array.isArray(some) ? some : []);
  JSON.parse = (text) => {
    const told = parse(text);
    [told, ...rowsOf(told?.active), ...rowsOf(told?.calls)].forEach(counted);
    return told;
  };
})()`;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

it('makes the line of a changed call anew, and no other one', async () => {
  const service = await startService();
  const tell = (...events: object[]): Promise<unknown> => post(`${service.url}/api/v2/events`, events);
  const start = (call_id: string): object => ({ type: 'call.started', call_id, data: { direction: 'inbound' } });
  const began = Date.now() - 10_000;
  const cost = (call_id: string, amount_usd: number): object => {
    // Of several sums up to now the latest counts.
    const occurred_at = began + amount_usd;
    const data = { component: 'llm', amount_usd, basis: 'estimated', mode: 'cumulative' };
    return { type: 'cost.recorded', call_id, occurred_at, data };
  };
  const ended = Array.from({ length: CALLS }, (_, at) => `CAended${at}`);
  await tell(...ended.flatMap((id) => [start(id), cost(id, 1), { type: 'call.ended', call_id: id, data: {} }]));
  await tell(start(TALKING), cost(TALKING, 1));

  const page = await browser.newPage();
  await page.addInitScript(COUNT_READS);
  await page.goto(service.url);
  const costIs = async (shown: string): Promise<void> => {
    await page.locator(`[data-call-id="${TALKING}"]`).getByText(shown, { exact: true }).waitFor();
  };
  await page.locator('[data-call-id]').nth(CALLS).waitFor();
  await costIs('$1.0000');
  // All lines are there, and the first change has been shown.
  await tell(cost(TALKING, 2));
  await costIs('$2.0000');

  await page.evaluate('reads = {}');
  for (const amount of [3, 4, 5]) {
    await tell(cost(TALKING, amount));
    await costIs(`$${amount}.0000`);
  }
  expect(Object.keys(await page.evaluate<object>('reads'))).toEqual([TALKING]);
  await page.close();
});

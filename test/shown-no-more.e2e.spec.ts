import type { Browser, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { post } from './support/http';
import { type RunningService, startService } from './support/service';

let browser: Browser;
let service: RunningService;
let page: Page;

const tell = (call_id: string, type: string, data: object): Promise<unknown> =>
  post(`${service.url}/api/v2/events`, { type, call_id, data });
const turn = (call_id: string, n: number, agent_text: string): Promise<unknown> =>
  tell(call_id, 'turn.completed', { turn: n, outcome: 'completed', agent_text });
const erase = (call_id: string): Promise<unknown> =>
  fetch(`${service.url}/api/v2/calls/${call_id}?erase=true`, { method: 'DELETE' });

async function tellCall(call_id: string): Promise<void> {
  await tell(call_id, 'call.started', { direction: 'inbound', from: '+12065550111' });
  await turn(call_id, 1, 'They arrive tomorrow.');
  await tell(call_id, 'call.ended', { reason: 'completed' });
}

beforeAll(async () => {
  browser = await launchBrowser();
  service = await startService();
  page = await browser.newPage();
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

it('is an erased call: neither its words on its page, nor its row in a list that was asked for and beside it', async () => {
  await tellCall('one');
  await post(`${service.url}/api/v2/calls/hide`, { call_ids: ['one'] });
  // The board has it no more: only its page knows of it. The words stand in the turn, in the event and in the past.
  await page.goto(`${service.url}/#/calls/one`);
  await page.getByText('Hidden from lists and totals').waitFor();
  await page.locator('#events tr', { hasText: 'turn.completed' }).getByRole('button').click();
  await page.locator('#events .raw').getByText('They arrive tomorrow.').waitFor();
  await erase('one');
  await page.getByText('was erased').waitFor();
  await eventually(
    () => page.getByText('They arrive tomorrow.').count(),
    (told) => expect(told).toBe(0),
  );
  await page.getByRole('button', { name: 'Back to the end' }).click();
  expect(await page.locator('main').innerText()).not.toMatch(/arrive|0111/);

  await tellCall('two');
  await tellCall('three');
  await page.goto(`${service.url}/#/?q=two`);
  await page.locator('[data-call-id="three"]').waitFor({ state: 'detached' });
  await page.locator('[data-call-id="two"]').click();
  await erase('two');
  await page.getByText('No call matches').waitFor();
});

it('is a call that is gone while its page is open; and one that could not be hidden says so', async () => {
  await tellCall('four');
  await page.goto(`${service.url}/#/calls/four`);
  await page.route('**/calls/hide', (route) => route.fulfill({ status: 503 }));
  await page.getByRole('button', { name: 'Hide' }).click();
  await page.getByText('The calls could not be hidden').waitFor();
  const detail = '**/api/v2/calls/four';
  await page.route(detail, (route) => route.fulfill({ status: 404 }));
  await turn('four', 2, 'Good bye.');
  await page.getByText('No call has this id').waitFor();
  await page.unroute(detail);
  await turn('four', 3, 'Good night.');
  await page.locator('[data-turn="3"]').waitFor();
});

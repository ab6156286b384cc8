import type { Browser, Locator, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { post } from './support/http';
import { type RunningService, startService } from './support/service';

const CALL = 'CArail000000000000000000000000000001';

let browser: Browser;
let service: RunningService;
let page: Page;
let reads: string[];

beforeAll(async () => {
  browser = await launchBrowser();
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

beforeEach(async () => {
  service = await startService();
  page = await browser.newPage();
  reads = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/v2/calls/')) reads.push(pathname);
  });
});

afterEach(() => page.close());

let told = 0;
const tell = async (...events: object[]): Promise<void> => {
  const whole = events.map((event) => ({ id: `e${(told += 1)}`, call_id: CALL, occurred_at: Date.now(), ...event }));
  expect((await post(`${service.url}/api/v2/events`, whole)).status).toBe(200);
};
const started = (call_id = CALL): object => {
  const data = { direction: 'inbound', from: '+12125550142', to: '+12125550100', agent: { id: 'rail-agent' } };
  return { type: 'call.started', call_id, data };
};
const turn = (number: number): object => {
  const latency = { response_ms: 900 + number, endpoint_ms: 200, llm_ttft_ms: 400, tts_ms: 150 };
  const words = { user_text: `Question ${number}`, agent_text: `Answer ${number}` };
  return { type: 'turn.completed', data: { turn: number, outcome: 'completed', latency, ...words } };
};
const partial = (role: 'user' | 'agent', text: string, number: number): object => {
  return { type: 'transcript.partial', data: { role, text, turn: number } };
};
const seen = (text: string): Promise<void> => page.getByRole('log').getByText(text, { exact: true }).waitFor();

const counts = (found: Locator, count: number): Promise<number> =>
  eventually(
    () => found.count(),
    (now) => expect(now).toBe(count),
  );

async function open(): Promise<void> {
  await tell(started());
  await page.goto(service.url);
  await page.getByText('Turns appear when the agent reports them').waitFor();
  expect(reads).toEqual([`/api/v2/calls/${CALL}`]);
}

it('shows each turn as it is told, and reads the call once', async () => {
  await open();
  for (let number = 0; number < 6; number += 1) {
    await tell(turn(number));
    await seen(`Answer ${number}`);
    await page
      .getByLabel('Response of a turn')
      .getByText(`${900 + number} ms`)
      .waitFor();
  }
  await tell({
    type: 'cost.recorded',
    data: { component: 'llm', amount_usd: 0.0125, basis: 'estimated', mode: 'delta' },
  });
  await page.getByTestId('cost').getByText('$0.0125', { exact: true }).first().waitFor();
  await counts(page.getByRole('log').getByText(/^Answer/), 6);
  // A read that is due waits until two seconds after the one before.
  await page.waitForTimeout(2_500);
  expect(reads).toHaveLength(1);
});

it('shows words in passing until the turn with them comes, outside of what is announced', async () => {
  await open();
  const passing = page.locator('[data-partial]');
  const now = page.getByTestId('turn-now');
  await tell(partial('user', 'Where are', 0));
  await passing.getByText('Where are', { exact: true }).waitFor();
  await tell(partial('user', 'Where are my boots', 0));
  await passing.getByText('Where are my boots', { exact: true }).waitFor();
  await counts(passing, 1);
  await counts(page.getByRole('log').locator('[data-partial]'), 0);

  await now.getByText('Turn 0 · waiting for the agent').waitFor();
  const waited = async (): Promise<number> => parseInt((await now.locator('.n').first().innerText()).replace(',', ''));
  const before = await waited();
  await eventually(waited, (ms) => expect(ms).toBeGreaterThan(before));
  await tell(partial('agent', 'They arrive', 0));
  await now.getByText('Turn 0 · the agent answers').waitFor();

  await tell(turn(0));
  await seen('Answer 0');
  await counts(passing, 0);
  expect(reads).toHaveLength(1);
});

it('reads the call anew for what no frame brings, and at its end', async () => {
  await open();
  await tell(partial('user', 'It is', 0), {
    type: 'transcript.final',
    data: { role: 'user', text: 'It is cold', turn: 0 },
  });
  await page.getByRole('log').getByText('It is cold').waitFor();
  await counts(page.locator('[data-partial]'), 0);
  expect(reads).toHaveLength(2);
  await tell({ type: 'call.ended', data: { reason: 'user_hangup' } });
  await page.getByText('user hangup').first().waitFor();
  await eventually(
    () => reads.length,
    (count) => expect(count).toBe(3),
  );
});

it('goes from live call to live call, and back to the newest', async () => {
  await open();
  await tell({ ...started(`${CALL}-2`), occurred_at: Date.now() + 1_000 });
  const rail = page.locator('[data-rail]');
  await rail.getByText('1 of 2').waitFor();
  await rail.getByRole('button', { name: 'Next live call' }).click();
  await rail.getByText('2 of 2').waitFor();
  await rail.getByRole('button', { name: 'Next live call', disabled: true }).waitFor();
  await rail.getByRole('button', { name: 'Follow the newest call' }).click();
  await rail.getByText('1 of 2').waitFor();
});

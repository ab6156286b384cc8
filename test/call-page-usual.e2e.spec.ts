import type { Browser } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { post } from './support/http';
import { startService } from './support/service';

const T0 = Date.now() - 120_000;
const AGENT = { direction: 'inbound', agent: { id: 'desk', name: 'larkspur-support' } };

const told = (call_id: string, type: string, after_ms: number, data: object): object => ({
  type,
  call_id,
  occurred_at: T0 + after_ms,
  data,
});
const turn = (call_id: string, number: number): object =>
  told(call_id, 'turn.completed', number * 5000, {
    turn: number,
    outcome: 'completed',
    user_text: `Where is number ${number}?`,
    started_at: T0 + number * 5000 - 2500,
    ended_at: T0 + number * 5000,
    latency: { response_ms: 700 + number * 100, llm_ttft_ms: 400 + number * 50, user_speech_ms: 800 },
  });

/** A turn with a tool in the wait, tokens told twice; and a call of the same agent that makes its usual times known. */
const CALL = [
  told('CAshown', 'call.started', 0, AGENT),
  told('CAshown', 'tool.started', 3400, { turn: 1, tool_call_id: 't1', name: 'find_order' }),
  told('CAshown', 'tool.ended', 3700, { turn: 1, tool_call_id: 't1', name: 'find_order', status: 'ok' }),
  turn('CAshown', 1),
  told('CAshown', 'usage.recorded', 5000, { component: 'llm', mode: 'delta', input_tokens: 2000, output_tokens: 300 }),
  told('CAshown', 'usage.recorded', 5100, { component: 'llm', mode: 'delta', input_tokens: 981, output_tokens: 102 }),
  told('CAshown', 'cost.recorded', 5200, { component: 'llm', amount_usd: '0.0005', basis: 'estimated', mode: 'final' }),
];
const USUAL = [told('CAusual', 'call.started', 0, AGENT), ...Array.from({ length: 12 }, (_, n) => turn('CAusual', n))];

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

it('shades what is usual for the agent, brackets a tool, and tells what was used', async () => {
  const service = await startService();
  await post(`${service.url}/api/v2/events`, CALL);
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  const read = page.waitForResponse('**/api/v2/stats?window=24h&group_by=agent');
  await page.goto(`${service.url}/#/calls/CAshown`);
  await page.locator('#cost').getByText('2,981 + 402 tokens').waitFor();
  await page.locator('[data-turn="1"] [data-tool="t1"]').waitFor();
  await page.locator('#time').getByText('left over in 1 of 1 turn').waitFor();
  // One turn is too few to tell what is usual.
  await (await read).finished();
  expect(await page.locator('[data-shade]').count()).toBe(0);

  await post(`${service.url}/api/v2/events`, USUAL);
  await page.reload();
  await page.locator('[data-shade="llm"]').waitFor();
  await page.locator('[data-shade="response"]').waitFor();
  expect(await page.locator('[data-shade]').count()).toBe(2);
  await page.locator('#time').getByText('Shade: agent’s p50 to p95, 24 h.').waitFor();
  expect(problems).toEqual([]);
  await page.close();
});

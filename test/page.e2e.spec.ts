import type { Browser, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { post } from './support/http';
import { recordingFile, replay } from './support/recording';
import { type RunningService, startService } from './support/service';
import { steadyPort } from './support/steady-port';

const CALL = 'CAlive0000000000000000000000000001';

/** An end as the SDK posts it: one turn, all stages, and what it cost. */
const END = {
  call_id: CALL,
  caller: '+12125550142',
  callee: '+12125550100',
  ended_at: 1_778_625_078.267,
  transcript: [
    { role: 'user', text: 'Where are my boots?', timestamp: 1_778_625_070_000 },
    { role: 'assistant', text: 'They arrive tomorrow.', timestamp: 1_778_625_071_000 },
  ],
  metrics: {
    duration_seconds: 12.5,
    turns: [
      {
        turn_index: 0,
        user_text: 'Where are my boots?',
        agent_text: 'They arrive tomorrow.',
        latency: { endpoint_ms: 200, llm_ttft_ms: 400, tts_ms: 150, total_ms: 3_000, agent_response_ms: 750 },
        timestamp: 1_778_625_071,
      },
    ],
    cost: { stt: 0.001, llm: 0.002, tts: 0.003, telephony: 0.004, total: 0.01 },
    provider_mode: 'pipeline',
  },
};

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

/** A page that fails the test on any error of its own, and on any request to another origin. */
async function openBoard(service: RunningService): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(service.url) && !request.url().startsWith('data:')) problems.push(request.url());
  });
  // The recorded calls are older than the range that is shown first.
  await page.goto(`${service.url}/#/?window=all`);
  return { page, problems };
}

it('shows a call appear, run and end without a reload', async () => {
  const service = await startService();
  const { page, problems } = await openBoard(service);
  await page.getByTestId('empty-board').waitFor();
  // Gone if the document were ever loaded anew.
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));

  await post(`${service.url}/api/dashboard/ingest`, { call_id: CALL, caller: '+12125550142', callee: '+12125550100' });
  const row = page.locator(`[data-call-id="${CALL}"]`);
  await page.locator(`[data-call-id="${CALL}"][data-status="in_progress"]`).waitFor();
  await page.locator('[data-metric="active"] [data-part="value"]', { hasText: /^1$/ }).waitFor();

  await post(`${service.url}/api/dashboard/ingest`, END);
  await page.locator(`[data-call-id="${CALL}"][data-status="completed"]`).waitFor();
  await row.getByText('$0.0100').waitFor();
  await page.locator('[data-metric="spend"] [data-part="value"]', { hasText: '$0.01' }).waitFor();
  await page.getByText('They arrive tomorrow.').waitFor();

  expect(await page.evaluate(() => (globalThis as { sameDocument?: boolean }).sameDocument)).toBe(true);
  expect(problems).toEqual([]);
  await page.close();
});

it('shows the recorded calls, newest end first, with the figures of the one that is chosen', async () => {
  const service = await startService();
  await replay(recordingFile('ingest-ts'), service.url);
  const { page, problems } = await openBoard(service);
  await page.locator('[data-call-id]').nth(15).waitFor();
  await eventually(
    () => page.locator('[data-call-id]').count(),
    (rows) => expect(rows).toBe(16),
  );
  await page.locator('[data-call-id="CAee2b78fe7d4243b19cc7f0d71b119d62"]').click();
  await page.getByTestId('cost').getByText('$0.0170', { exact: true }).waitFor();
  await page.getByText('Radio Taxi Alameda').waitFor();
  expect(problems).toEqual([]);
  await page.close();
});

it('stays live in a page whose service went away and came back', async () => {
  const port = await steadyPort();
  const service = await startService({ args: ['--port', port] });
  const { page } = await openBoard(service);
  await page.getByTestId('empty-board').waitFor();
  const again = await restarted(service, port);
  await post(`${again.url}/api/dashboard/ingest`, { call_id: CALL, caller: '+12125550142', callee: '+12125550100' });
  await page.locator(`[data-call-id="${CALL}"]`).waitFor();
  await page.close();
});

async function restarted(service: RunningService, port: string): Promise<RunningService> {
  await service.stop('SIGKILL');
  return startService({ args: ['--port', port] });
}

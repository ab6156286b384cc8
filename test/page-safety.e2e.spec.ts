import type { Browser, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { post } from './support/http';
import { startService } from './support/service';
import { endedCall, liveCall, wordsInPassing } from './support/told-calls';

const ENDED = 'CAended000000000000000000000000001';
const LIVE = 'CAlive0000000000000000000000000001';
const HOSTILE = 'CAhostile';

/** What a caller may say or an agent be called, to have the page fetch or run something. */
const MARKUP = `<img src=https://evil.example/x onerror=fetch('https://evil.example/y')><style>@import'//evil.example'</style>`;

/** Tells each breach of the page's policy. */
const WATCH = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  console.error('breach: ' + violatedDirective + ' ' + blockedURI);
});`;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

/** A page with its problems: requests to elsewhere, which get nowhere, breaches, errors. */
async function watchedPage(origin: string): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  const problems: string[] = [];
  await context.addInitScript(WATCH);
  await context.route(
    (url) => url.origin !== origin,
    async (route) => {
      problems.push(`request to ${route.request().url()}`);
      await route.abort();
    },
  );
  context.on('weberror', (error) => problems.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  const page = await context.newPage();
  page.on('websocket', (socket) => problems.push(`socket to ${socket.url()}`));
  return { page, problems };
}

function hostileCall(): object[] {
  const agent = { id: MARKUP, name: MARKUP };
  const told = { call_id: HOSTILE, occurred_at: Date.now() };
  return [
    { ...told, type: 'call.started', data: { direction: 'inbound', from: MARKUP, mode: 'pipeline', agent } },
    { ...told, type: 'turn.completed', data: { turn: 0, outcome: 'completed', user_text: MARKUP, agent_text: MARKUP } },
    { ...told, type: 'error.raised', data: { turn: 0, component: 'llm', message: MARKUP } },
    { ...told, type: 'call.ended', data: { reason: 'completed' } },
  ];
}

async function useBoard(page: Page, origin: string): Promise<void> {
  const row = page.locator(`[data-call-id="${ENDED}"]`);
  await page.locator(`[data-call-id="${LIVE}"]`).click();
  await page.locator('[data-rail]').getByText('Wait a bit.').first().waitFor();
  await post(`${origin}/api/v2/events`, wordsInPassing(LIVE, 'Where are my boots'));
  await page.locator('[data-partial]').waitFor();
  await page.locator(`[data-call-id="${HOSTILE}"]`).click();
  await page.locator('[data-rail]').getByText(MARKUP).first().waitFor();
  await row.click();
  await page.locator('[data-rail]').getByText('Answer 11.').waitFor();
  await page.locator('[data-metric="calls"] svg').hover();
  await page.getByLabel('Status', { exact: true }).selectOption('completed');
  await page.locator(`[data-call-id="${LIVE}"]`).waitFor({ state: 'detached' });
  await page.getByText('Export').click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'NDJSON', exact: true }).click();
  await (await download).delete();
  await page.getByRole('button', { name: 'Clear Status' }).click();
  await row.click();
  await page.keyboard.press('x');
  await page.getByRole('button', { name: 'Hide 1' }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.waitFor();
  await page.getByLabel('Search calls').fill('img');
  await row.waitFor({ state: 'detached' });
  await page.getByLabel('Search calls').press('Escape');
  await row.waitFor();
}

async function useCallPage(page: Page, callId: string): Promise<void> {
  await page.evaluate(`location.hash = '#/calls/${callId}'`);
  await page.locator('[data-turn="0"]').waitFor();
  await page.keyboard.press('j');
  await page.locator('[data-turn="0"].selected').waitFor();
  await page.getByRole('slider').press('Home');
  await page.getByText('As of position').waitFor();
  await page.getByRole('button', { name: 'Back to the end' }).click();
  await page.locator('[data-position] button').nth(1).click();
  await page.locator('#events pre').waitFor();
}

/** Beside another switch there is no room on a phone for this one: there it is said in the address. */
async function useLatency(page: Page, by = ''): Promise<void> {
  await page.evaluate(`location.hash = '#/latency${by}'`);
  await page.getByTestId('slowest').locator('a').first().waitFor();
  await page.getByRole('slider').hover();
  await page.getByRole('slider').press('End');
  await page.getByRole('slider').press('Enter');
  await page.getByRole('button', { name: /^Remove / }).click();
  if (by === '') await page.getByRole('button', { name: 'Carrier' }).click();
  await page.locator('[data-group="twilio"]').waitFor();
}

it('asks nobody else, breaks no rule of its own and raises no error in a whole use, light, dark and small', async () => {
  const service = await startService();
  const { page, problems } = await watchedPage(service.url);
  await page.goto(service.url);
  await page.getByTestId('empty-board').waitFor();
  await post(`${service.url}/api/v2/events`, [...endedCall(ENDED), ...liveCall(LIVE), ...hostileCall()]);

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${service.url}/#/`);
    await page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
    await useBoard(page, service.url);
    await useCallPage(page, ENDED);
    await useCallPage(page, HOSTILE);
    await useLatency(page);
    await page.reload();
    await page.locator('[data-group="twilio"]').waitFor();
    await page.getByRole('button', { name: 'Mask numbers' }).click();
  }

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${service.url}/#/`);
  await page.locator(`[data-call-id="${HOSTILE}"]`).click();
  await page.locator('[data-turn="0"]').waitFor();
  await useLatency(page, '?by=carrier');
  expect(problems).toEqual([]);
  expect(await page.locator('img').count()).toBe(0);
  await page.context().close();
});

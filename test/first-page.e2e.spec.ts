import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { atEnd } from './support/at-end';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { type RunningService, startService } from './support/service';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

const run = promisify(execFile);

async function firstPage(options: BrowserContextOptions = {}): Promise<{ service: RunningService; page: Page }> {
  const service = await startService();
  const context = await browser.newContext({ locale: 'en-US', ...options });
  atEnd(() => context.close());
  const page = await context.newPage();
  await page.goto(service.url);
  await page.getByTestId('empty-board').waitFor();
  return { service, page };
}

it('says that nothing has come yet, and shows the call of its own command as soon as it is run', async () => {
  const { page } = await firstPage();
  const pill = page.locator('[data-link="live"]');
  await pill.filter({ hasText: /Connected\s*no events yet/ }).waitFor();
  expect(await page.getByText('in progress').count()).toBe(0);

  const command = await page.getByTestId('first-call-command').innerText();
  await run('sh', ['-c', command]);
  await page.locator('[data-call-id="hello"][data-status="in_progress"]').waitFor();
  await pill.filter({ hasText: 'Live' }).waitFor();
  await page.getByText('1 in progress').waitFor();
});

it('has a tab for each kind of agent, by mouse and by arrows, with code to copy that the service takes', async () => {
  const { page } = await firstPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  const shown = (name: string, code: string) =>
    page.getByRole('tabpanel', { name, exact: true }).getByTestId('agent-code').filter({ hasText: code }).waitFor();
  await shown('Patter, Python', 'await phone.serve(agent=agent, port=8010, dashboard=False)');
  await tab('Patter, TypeScript').click();
  await shown('Patter, TypeScript', 'await phone.serve({ agent, port: 8010, dashboard: false })');

  await page.keyboard.press('ArrowRight');
  await page.locator('[role="tab"]:focus[aria-selected="true"]', { hasText: 'Anything else' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await shown('Patter, Python', 'phone.serve');
  await page.keyboard.press('ArrowLeft');
  await shown('Anything else', 'application/x-ndjson');

  await page.getByRole('tabpanel').getByRole('button', { name: 'Copy the code' }).click();
  await page.getByRole('tabpanel').getByText('Copied').waitFor();
  const copied = await page.evaluate<string>('navigator.clipboard.readText()');
  const { stdout } = await run('sh', ['-c', copied]);
  expect(JSON.parse(stdout)).toMatchObject({ accepted: 2, rejected: 0 });
  await page.locator('[data-call-id="c1"][data-status="completed"]').waitFor();
});

it('lists a request that was refused, with its reason', async () => {
  const { service, page } = await firstPage();
  const listening = page.getByTestId('listening');
  await listening.getByText('none yet').waitFor();
  await listening.getByText(service.log).waitFor();
  const answer = await fetch(`${service.url}/api/v2/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"type":"call.started"}',
  });
  expect(await answer.json()).toMatchObject({ rejected: 1 });
  await listening.getByText(/\d invalid_field: call_id/).waitFor();
});

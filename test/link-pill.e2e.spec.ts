import type { Browser, Page } from 'playwright-core';
import { atEnd } from './support/at-end';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { post } from './support/http';
import { startService } from './support/service';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

const pill = (page: Page, kind: string, figure: RegExp) =>
  page.locator(`[data-link="${kind}"]`).filter({ hasText: figure }).waitFor();
const row = (page: Page, callId: string) => page.locator(`[data-call-id="${callId}"]`);

it('tells the lag, holds still while the reader pauses, and shows on resuming all that came meanwhile', async () => {
  const service = await startService();
  const page = await browser.newPage();
  atEnd(() => page.close());
  const started = (...callIds: string[]) =>
    post(
      `${service.url}/api/v2/events`,
      callIds.map((call_id) => ({ type: 'call.started', call_id, data: { direction: 'inbound' } })),
    );
  await started('first');
  await page.goto(service.url);
  await row(page, 'first').first().waitFor();

  await started('second');
  await row(page, 'second').first().waitFor();
  await pill(page, 'live', /^\s*Live\s*\d[\d,]* ms/);

  await page.keyboard.press('p');
  await pill(page, 'paused', /0 new/);
  await started('third');
  await post(`${service.url}/api/v2/events`, { type: 'call.ended', call_id: 'second', data: { status: 'completed' } });
  await pill(page, 'paused', /2 new/);
  await page.getByText(/2 calls changed, 1 of them new/).waitFor();
  // The page has been told of it and does not show it.
  expect(await row(page, 'third').count()).toBe(0);
  expect(await row(page, 'second').and(page.locator('[data-status="completed"]')).count()).toBe(0);

  await page.getByRole('button', { name: 'Resume' }).click();
  await row(page, 'third').first().waitFor();
  await row(page, 'second').and(page.locator('[data-status="completed"]')).first().waitFor();
  await pill(page, 'live', /Live/);
});

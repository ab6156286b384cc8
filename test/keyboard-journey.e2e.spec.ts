import type { Browser, Locator, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { getJson, post } from './support/http';
import { type RunningService, startService } from './support/service';
import { endedCall, liveCall } from './support/told-calls';

const ENDED = 'CAended000000000000000000000000001';
const LIVE = 'CAlive0000000000000000000000000001';
const NEWER = 'CAlive0000000000000000000000000002';

/** Whether what has the focus lies in sight with a ring of 2 px around it; told in words when not. */
const RING = `(() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return 'nothing has the focus';
  // A field may leave the ring to the box around it.
  const ringed = [at, at.parentElement].map((each) => getComputedStyle(each)).some(
    ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
  const { left, right, top, bottom } = at.getBoundingClientRect();
  const inSight = right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
  return ringed && inSight ? 'seen' : (ringed ? 'out of sight: ' : 'no ring: ') + at.outerHTML.slice(0, 120);
})()`;

let browser: Browser;
let service: RunningService;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  service = await startService();
  await post(`${service.url}/api/v2/events`, [...endedCall(ENDED), ...liveCall(LIVE)]);
  await post(`${service.url}/api/v2/events`, [
    { type: 'call.started', call_id: NEWER, data: { direction: 'inbound', mode: 'pipeline' } },
  ]);
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
});

afterEach(() => page.close());

const press = (key: string): Promise<void> => page.keyboard.press(key);
const ring = (): Promise<string> => page.evaluate(RING);
const row = (callId: string): Locator => page.locator(`[data-call-id="${callId}"]`);

/** Waits for the focus to come there. */
async function focusOn(selector: string): Promise<void> {
  await page.locator(`${selector}:focus`).waitFor();
  await eventually(ring, (told) => expect(told).toBe('seen'));
}

it('leads from the board to a live call, its waterfall, its events, and back to its row', async () => {
  await page.goto(service.url);
  await row(LIVE).waitFor();
  await press('j');
  await focusOn(`[data-call-id="${LIVE}"]`);
  await press('j');
  await focusOn(`[data-call-id="${ENDED}"]`);
  await press('k');
  await focusOn(`[data-call-id="${LIVE}"][aria-selected="true"]`);
  await page.locator('[data-rail]').getByText('Wait a bit.').first().waitFor();

  await press('Enter');
  await page.locator('[data-turn="1"]').waitFor();
  await focusOn('main');
  await press('j');
  await focusOn('[data-turn="0"].selected button');
  await press('j');
  await focusOn('[data-turn="1"].selected button');
  // The waterfall of the turn stands in sight beside the words.
  await eventually(
    () => page.locator('[data-turn="1"] [data-testid="strip-numbers"]').boundingBox(),
    (strip) => expect(strip!.y + strip!.height).toBeLessThan(900),
  );

  await press('e');
  await focusOn('#events');
  await press('Tab');
  await focusOn('#events select');
  await press('Tab');
  await press('Tab');
  await press('Tab');
  await focusOn('#events tbody tr:first-child button');
  await press('Enter');
  await page.getByText('As of position').waitFor();
  await focusOn('#events tbody tr:first-child button');

  await press('Escape');
  await focusOn(`[data-call-id="${LIVE}"][aria-selected="true"]`);
  await press('Enter');
  await page.waitForURL(`**/#/calls/${LIVE}`);
});

it('steps through the turns of a call, each in sight, and through its events by the scrubber', async () => {
  await page.goto(`${service.url}/#/calls/${ENDED}`);
  await page.locator('[data-turn="12"]').waitFor();
  // It stands above the turns, and comes with the events.
  await page.getByRole('slider').waitFor();
  for (let turn = 0; turn <= 12; turn += 1) {
    await press('j');
    await focusOn(`[data-turn="${turn}"].selected button`);
  }
  const { body } = await getJson<{ events: { position: number }[] }>(`${service.url}/api/v2/calls/${ENDED}/events`);
  await page.getByRole('slider').focus();
  await press('Home');
  await page.getByText(`As of position ${body.events[0]!.position}`).waitFor();
  await focusOn('[role="slider"]');
  await press('End');
  await page.getByText('As of position').waitFor({ state: 'detached' });
  await focusOn('[role="slider"]');
});

it('opens and closes the help and the search without leaving the place', async () => {
  await page.goto(`${service.url}/#/calls/${ENDED}`);
  await page.locator('[data-turn="12"]').waitFor();
  await press('j');
  await focusOn('[data-turn="0"] button');
  await press('?');
  await focusOn('dialog button');
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await focusOn('[data-turn="0"] button');

  await press('/');
  await page.locator('input[type="search"]:focus').waitFor();
  await page.keyboard.type('boots');
  await press('Enter');
  await row(ENDED).waitFor();
  await page.waitForURL(`${service.url}/#/?q=boots`);
  await press('Escape');
  await page.waitForURL(`${service.url}/#/`);
});

it('shows where the focus is at each stop of the tab key', async () => {
  for (const place of ['#/', `#/calls/${ENDED}`, '#/latency']) {
    await page.goto(`${service.url}/${place}`);
    await page.locator('[data-call-id], [data-turn="12"], [data-testid="slowest"] a').first().waitFor();
    const unseen = new Set<string>();
    for (let stop = 0; stop < 40; stop += 1) {
      await press('Tab');
      const seen = await ring();
      // From the last stop it leaves the page for the browser.
      if (seen === 'nothing has the focus') break;
      if (seen !== 'seen') unseen.add(seen);
    }
    expect({ place, unseen: [...unseen] }).toEqual({ place, unseen: [] });
  }
});

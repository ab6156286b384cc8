import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { getJson, post } from './support/http';
import { type RunningService, startService } from './support/service';
import { endedCall, liveCall, wordsInPassing } from './support/told-calls';
import { startWithTokens, TOKENS } from './support/tokens';

const AXE = join(__dirname, '../node_modules/axe-core/axe.min.js');
const ENDED = 'CAended000000000000000000000000001';
const LIVE = 'CAlive0000000000000000000000000001';

const check = (options: object): string => `axe.run(${JSON.stringify(options)}).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) =>
    id + ' ' + target.join(' ') + ': ' + any.map(({ message }) => message).join('; '))))`;
const BY_ALL_RULES = check({ resultTypes: ['violations'] });
/** The two themes are one document in other colours. */
const BY_COLOURS = check({ resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block'] });

const VIEWPORTS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

let browser: Browser;
let service: RunningService;
let guarded: RunningService;

beforeAll(async () => {
  browser = await launchBrowser();
  service = await startService();
  guarded = await startWithTokens();
  await tell([...endedCall(ENDED), ...liveCall(LIVE)]);
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

const tell = (events: object[]): Promise<unknown> => post(`${service.url}/api/v2/events`, events);

/** What axe finds fault with in either theme, each with its place and why. */
async function faults(page: Page): Promise<string[]> {
  const inLight: string[] = await page.evaluate(BY_ALL_RULES);
  await wear(page, 'dark');
  const inDark: string[] = await page.evaluate(BY_COLOURS);
  await wear(page, 'light');
  return [...inLight, ...inDark.map((fault) => `in dark: ${fault}`)];
}

async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  // The login has no script, and no theme but this.
  await page.locator(`:root:not([data-theme]), :root[data-theme="${colorScheme}"]`).waitFor();
}

describe.each(VIEWPORTS)('at $width px', (viewport) => {
  let context: BrowserContext;
  let page: Page;

  beforeEach(async () => {
    // What fades in has less contrast while it does.
    context = await browser.newContext({ viewport, colorScheme: 'light', reducedMotion: 'reduce' });
    await context.addInitScript({ path: AXE });
    page = await context.newPage();
  });

  afterEach(() => context.close());

  const phone = viewport.width < 720;

  async function openBoard(): Promise<void> {
    await page.goto(service.url);
    await page.locator(`[data-call-id="${ENDED}"]`).waitFor();
    await page.locator('[data-rail]').getByText('Wait a bit.').first().waitFor();
  }

  it('the board has no fault: a live call, an ended one, chosen rows and filters, the menu', async () => {
    await openBoard();
    await tell([wordsInPassing(LIVE, 'Where are my boots')]);
    await page.locator('[data-partial]').waitFor();
    await tell([{ type: 'latency.recorded', call_id: LIVE, data: { stage: 'llm_ttft_ms', value_ms: 480, turn: 99 } }]);
    await page.getByTestId('turn-now').locator('span[data-part="llm"]').waitFor();
    expect(await faults(page)).toEqual([]);

    if (phone) await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByLabel('Status', { exact: true }).selectOption('completed');
    await page.getByRole('button', { name: 'Clear Status' }).waitFor();
    await page.locator(`[data-call-id="${LIVE}"]`).waitFor({ state: 'detached' });
    if (!phone) {
      await page.locator(`[data-call-id="${ENDED}"]`).click();
      await page.locator('[data-rail]').getByText('Answer 11.').waitFor();
      await page.keyboard.press('x');
      await page.getByRole('button', { name: 'Hide 1' }).waitFor();
      await page.getByText('Export').click();
      await page.getByRole('link', { name: 'NDJSON', exact: true }).waitFor();
    }
    expect(await faults(page)).toEqual([]);
  });

  it('the list that finds nothing and the dialog of the keys have no fault', async () => {
    await page.goto(`${service.url}/#/?q=nobody+said+this`);
    await page.getByText('No call matches').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('the page of a call has no fault: its turns, a past position, an event', async () => {
    await page.goto(`${service.url}/#/calls/${ENDED}`);
    await page.locator('[data-turn="12"]').waitFor();
    expect(await faults(page)).toEqual([]);

    const { body } = await getJson<{ events: { position: number }[] }>(`${service.url}/api/v2/calls/${ENDED}/events`);
    const at = body.events[7]!.position;
    await page.locator(`[data-position="${at}"] button`).click();
    await page.getByText(`As of position ${at}`).waitFor();
    await page.locator('#events pre').waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('the page of a live call has no fault', async () => {
    await page.goto(`${service.url}/#/calls/${LIVE}`);
    await page.locator('[data-turn="1"]').waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('the latency view has no fault, whole and of one bucket', async () => {
    await page.goto(`${service.url}/#/latency`);
    await page.getByTestId('slowest').locator('a').first().waitFor();
    await page.locator('[data-group="boots"]').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('slider').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Remove / }).waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('the login, the empty board and the empty latency view have no fault', async () => {
    const token = page.getByLabel('Access token');
    await page.goto(guarded.url);
    await token.fill('wrong');
    await page.getByRole('button').click();
    await page.getByRole('alert').waitFor();
    expect(await faults(page)).toEqual([]);
    await token.fill(TOKENS.read);
    await page.getByRole('button').click();
    await page.getByTestId('empty-board').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.goto(`${guarded.url}/#/latency`);
    await page.getByTestId('nothing-measured').waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

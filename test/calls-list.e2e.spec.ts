import type { Browser, Page, Route } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { post } from './support/http';
import { type RunningService, startService } from './support/service';

const CALLS = 420;
const NOW = Date.now();
const AGENTS = ['front-desk', 'bookings', 'claims'];

let browser: Browser;
let service: RunningService;

const idOf = (at: number): string => `CALL${String(at).padStart(5, '0')}`;

/** Call 0 is the newest. Every tenth failed; the cost grows with the age. */
function eventsOf(at: number): object[] {
  const began = NOW - 3_600_000 - at * 60_000;
  const call_id = idOf(at);
  const from = `+1206555${String(1000 + at)}`;
  const agent = { id: AGENTS[at % AGENTS.length] };
  return [
    {
      type: 'call.started',
      call_id,
      occurred_at: began,
      data: { direction: at % 2 === 0 ? 'inbound' : 'outbound', from, to: '+12125550100', agent, mode: 'pipeline' },
    },
    {
      type: 'cost.recorded',
      call_id,
      occurred_at: began + 5_000,
      data: { component: 'llm', amount_usd: 0.001 * (at + 1), basis: 'estimated', mode: 'delta' },
    },
    {
      type: 'call.ended',
      call_id,
      occurred_at: began + 10_000,
      data: { reason: at % 10 === 0 ? 'error' : 'completed' },
    },
  ];
}

const tell = (events: object[]): Promise<unknown> => post(`${service.url}/api/v2/events`, events);

beforeAll(async () => {
  browser = await launchBrowser();
  service = await startService();
  await tell(Array.from({ length: CALLS }, (_, at) => eventsOf(at)).flat());
}, BROWSER_TIMEOUT_MS);

afterAll(() => browser.close());

async function open(hash = '', viewport = { width: 1440, height: 900 }): Promise<Page> {
  const page = await browser.newPage({ viewport });
  await page.goto(`${service.url}/${hash}`);
  await page.locator('[data-call-id]').first().waitFor();
  return page;
}

const rows = (page: Page): Promise<string[]> =>
  page.locator('[data-call-id]').evaluateAll((all) => all.map((row) => row.getAttribute('data-call-id') ?? ''));

const hashIs = (page: Page, hash: string): Promise<void> => page.waitForURL((url) => url.hash === hash);

/** How many calls the list says that it holds; there may be more of them at the service. */
const held = async (page: Page): Promise<number> =>
  parseInt(await page.locator('.calls header .n').first().innerText());

it('asks for what the chips say, keeps it in the address, and clears it again', async () => {
  const page = await open();
  await page.getByLabel('Status', { exact: true }).selectOption('failed');
  await page.locator('[data-status="completed"]').first().waitFor({ state: 'detached' });
  await page.getByLabel('Direction', { exact: true }).selectOption('outbound');
  await page.getByText('No call matches').waitFor();
  await hashIs(page, '#/?direction=outbound&status=failed');

  await page.getByRole('button', { name: 'Clear Direction' }).click();
  await page.locator('[data-status="failed"]').first().waitFor();
  await page.reload();
  await page.locator('[data-status="failed"]').first().waitFor();
  expect(await page.locator('[data-status="completed"]').count()).toBe(0);
  await page.getByLabel('Agent', { exact: true }).selectOption('bookings');
  await page.getByText('Calls', { exact: true }).first().waitFor();
  await page.locator(`[data-call-id="${idOf(10)}"]`).waitFor();

  await page.getByRole('button', { name: 'Clear Status' }).click();
  await page.getByRole('button', { name: 'Clear Agent' }).click();
  await page.locator(`[data-call-id="${idOf(1)}"]`).waitFor();
  await hashIs(page, '#/');
  await page.close();
});

it('sorts by the heads of its columns', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Cost', exact: true }).click();
  await page.locator(`[data-call-id="${idOf(CALLS - 1)}"][aria-rowindex="2"]`).waitFor();
  await page.locator('[role="columnheader"][aria-sort="descending"]', { hasText: 'Cost' }).waitFor();
  await page.getByRole('button', { name: 'Cost', exact: true }).click();
  await page.locator(`[data-call-id="${idOf(0)}"][aria-rowindex="2"]`).waitFor();
  await hashIs(page, '#/?sort=cost_usd%3Aasc');
  await page.close();
});

it('lets the newest ask win, and says what failed', async () => {
  const page = await open();
  let held: Route | null = null;
  await page.route('**/api/v2/calls?status=failed*', (route) => {
    held = route;
  });
  await page.getByLabel('Status', { exact: true }).selectOption('failed');
  await page.getByText('reading calls').waitFor();
  await page.getByRole('button', { name: 'Clear Status' }).click();
  await page.locator(`[data-call-id="${idOf(1)}"]`).waitFor();
  await (held as Route | null)?.continue().catch(() => undefined);

  await page.evaluate(`location.hash = '#/?status=nonsense'`);
  await page.getByText('The list could not be read').waitFor();
  await page.getByText(/status must be one of/).waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.locator(`[data-call-id="${idOf(1)}"]`).waitFor();
  await page.close();
});

it('reaches every call with few rows drawn, and never loses the focus', async () => {
  const page = await open();
  await page.locator('[data-call-id]').first().click();
  await page.keyboard.press('ArrowDown');
  await page.locator('[data-call-id][aria-rowindex="3"]:focus').waitFor();
  // Each End leads to the last of those that were read, and more are read there.
  for (let known = await held(page); known < CALLS;) {
    await page.keyboard.press('End');
    const before = known;
    known = await eventually(
      () => held(page),
      (now) => expect(now).toBeGreaterThan(before),
    );
  }
  await page.keyboard.press('End');
  await page.locator(`[data-call-id="${idOf(CALLS - 1)}"]:focus`).waitFor();
  await eventually(
    () => rows(page),
    (drawn) => expect(drawn.length).toBeLessThan(60),
  );
  await page.getByText(`${CALLS}`, { exact: true }).first().waitFor();

  await page.locator('.scroll').evaluate((list) => list.scrollTo({ top: 0 }));
  await page.locator(`[data-call-id="${idOf(0)}"]`).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.locator(`[data-call-id="${idOf(CALLS - 2)}"]:focus`).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/#/calls/${idOf(CALLS - 2)}`);
  await page.close();
});

it('keeps the row under the pointer where it is, and counts what came in above', async () => {
  const page = await open();
  await page.locator('.scroll').evaluate((list) => list.scrollTo({ top: 800 }));
  const row = page.locator(`[data-call-id="${idOf(24)}"]`);
  await row.hover();
  const before = await row.boundingBox();
  await tell(
    ['NEW1', 'NEW2', 'NEW3'].map((call_id) => ({
      type: 'call.started',
      call_id,
      data: { mode: 'pipeline', direction: 'inbound' },
    })),
  );
  await page.getByText('3 new above').waitFor();
  await eventually(
    () => row.boundingBox(),
    (box) => expect(box?.y).toBe(before?.y),
  );
  await tell(
    ['NEW1', 'NEW2', 'NEW3'].map((call_id) => ({ type: 'call.ended', call_id, data: { reason: 'completed' } })),
  );
  await page.close();
});

it('changes a listed call at its place, and says that others would match', async () => {
  const page = await open('#/?agent=claims&sort=cost_usd:desc');
  const row = page.locator('[data-call-id][aria-rowindex="2"]');
  const callId = await row.getAttribute('data-call-id');
  await tell([
    {
      type: 'cost.recorded',
      call_id: callId,
      data: { component: 'tts', amount_usd: 7, basis: 'billed', mode: 'delta' },
    },
  ]);
  await row.getByText(/\$7\.4/).waitFor();
  await tell([
    {
      type: 'call.started',
      call_id: 'OTHER',
      data: { mode: 'pipeline', direction: 'inbound', agent: { id: 'bookings' } },
    },
    {
      type: 'call.started',
      call_id: 'MATCH',
      data: { mode: 'pipeline', direction: 'inbound', agent: { id: 'claims' } },
    },
  ]);
  await page.getByText('1 new: read again').click();
  await page.getByText('1 new: read again').waitFor({ state: 'detached' });
  await page.close();
});

it('hides what is picked, and puts it back', async () => {
  const page = await open();
  const [first, second] = [idOf(3), idOf(4)];
  await page.locator(`[data-call-id="${first}"]`).click();
  await page.keyboard.press('x');
  await page.locator(`[data-call-id="${second}"]`).hover();
  await page.locator(`[data-call-id="${second}"]`).getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Hide 2' }).click();
  await page.getByText('2 calls hidden').waitFor();
  await page.locator(`[data-call-id="${first}"]`).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator(`[data-call-id="${first}"]`).waitFor();
  await page.locator(`[data-call-id="${second}"]`).waitFor();
  await page.close();
});

it('exports what is asked for', async () => {
  const page = await open('#/?status=failed');
  await page.getByText('Export').click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'NDJSON', exact: true }).click(),
  ]);
  expect(file.url()).toBe(`${service.url}/api/v2/export?format=ndjson&status=failed`);
  await page.close();
});

it('shows two-line rows on a phone, the filters behind a button, and opens a call by a tap', async () => {
  const page = await open('', { width: 390, height: 844 });
  await page.getByLabel('Status', { exact: true }).waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByLabel('Sort', { exact: true }).selectOption('cost_usd:desc');
  const row = page.locator(`[data-call-id="${idOf(CALLS - 1)}"][aria-rowindex="2"]`);
  await eventually(
    () => row.boundingBox(),
    (box) => expect(box?.height).toBe(57),
  );
  await row.click();
  await page.waitForURL(`**/#/calls/${idOf(CALLS - 1)}`);
  await page.close();
});

it('names the range that the figures are of, and tells the peak of all of it', async () => {
  // Five days ago: of the week only the last hours are drawn.
  const began = NOW - 5 * 86_400_000;
  const ids = Array.from({ length: 9 }, (_, at) => `PEAK${at}`);
  await tell(ids.map((call_id) => ({ type: 'call.started', call_id, occurred_at: began, data: {} })));
  await tell(ids.map((call_id) => ({ type: 'call.ended', call_id, occurred_at: began + 60_000, data: {} })));
  const page = await open();
  const tag = page.locator('[data-metric="calls"] .tag');
  let held: Route | null = null;
  await page.route('**/api/v2/live?window=1h', (route) => {
    held = route;
  });
  await page.getByRole('button', { name: '1h', exact: true }).click();
  await eventually(
    () => held,
    (asked) => expect(asked).not.toBeNull(),
  );
  expect(await tag.innerText()).toBe('24h');
  await (held as Route | null)?.continue();
  await tag.getByText('1h').waitFor();
  await page.getByRole('button', { name: '7d', exact: true }).click();
  await page.locator('[data-metric="active"]').getByText('peak 9').waitFor();
  await page.close();
});

it('keeps long addresses and words where they belong', async () => {
  const call_id = 'LONG';
  const from = `sip:${'room'.repeat(12)}@example.org`;
  const turn = { turn: 1, outcome: 'completed', agent_text: `https://example.org/${'track'.repeat(30)}` };
  await tell([
    { type: 'call.started', call_id, data: { direction: 'inbound', from, agent: { id: 'desk' } } },
    { type: 'turn.completed', call_id, data: turn },
  ]);
  const spills = (selector: string): Promise<number> =>
    page.locator(selector).evaluate((element) => element.scrollWidth - element.clientWidth);
  const page = await open();
  const row = page.locator(`[data-call-id="${call_id}"]`);
  const [number, agent] = await Promise.all([
    row.locator('.number').first().boundingBox(),
    row.locator('.agent').boundingBox(),
  ]);
  expect((number?.x ?? 0) + (number?.width ?? 0)).toBeLessThanOrEqual(agent?.x ?? 0);
  await row.click();
  await page.locator('[data-rail]').getByText(from).waitFor();
  expect(await spills('[data-rail] header')).toBe(0);
  await page.goto(`${service.url}/#/calls/${call_id}`);
  await page.locator('[data-turn="1"]').waitFor();
  expect([await spills('h1'), await spills('[data-turn="1"] .txt')]).toEqual([0, 0]);
  await page.close();
});

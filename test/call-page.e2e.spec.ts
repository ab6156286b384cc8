import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { getJson, post } from './support/http';
import { recordingFile, replay } from './support/recording';
import { type RunningService, startService } from './support/service';

const CALL = 'CAnative000000000000000000000000001';
const T0 = Date.now() - 120_000;

const event = (id: string, type: string, after_ms: number, data: object = {}): object => ({
  id: `${CALL}:${id}`,
  type,
  call_id: CALL,
  occurred_at: T0 + after_ms,
  data,
});

/** Three turns: one whole with a tool, one whose stages overlap and that was cut off, one that failed. */
const EVENTS = [
  event('start', 'call.started', 0, {
    direction: 'inbound',
    from: '+12065550111',
    to: '+12125550100',
    carrier: 'twilio',
    mode: 'pipeline',
    agent: { id: 'desk', name: 'larkspur-support' },
    providers: { stt: { name: 'deepgram', model: 'nova-3' }, llm: { name: 'openai' }, tts: { name: 'elevenlabs' } },
  }),
  event('said1', 'transcript.final', 8000, { turn: 1, role: 'user', text: 'Where are my boots?', ended_at: T0 + 8000 }),
  event('tool0', 'tool.started', 8100, { turn: 1, tool_call_id: 't1', name: 'find_order', arguments: { id: 7 } }),
  event('tool1', 'tool.ended', 8300, {
    turn: 1,
    tool_call_id: 't1',
    name: 'find_order',
    status: 'ok',
    duration_ms: 200,
  }),
  event('turn1', 'turn.completed', 11_000, {
    turn: 1,
    outcome: 'completed',
    user_text: 'Where are my boots?',
    agent_text: 'They arrive tomorrow.',
    latency: { response_ms: 1060.4, endpoint_ms: 248, stt_ms: 104.3, llm_ttft_ms: 475, tts_ms: 202 },
  }),
  event('cut', 'interruption.detected', 22_000, { turn: 2, kind: 'barge_in', halt_ms: 84 }),
  event('turn2', 'turn.completed', 22_100, {
    turn: 2,
    outcome: 'interrupted',
    user_text: 'When exactly?',
    agent_text: 'In the morn',
    latency: { response_ms: 967, endpoint_ms: 268, stt_ms: 195, llm_ttft_ms: 428, tts_ms: 140 },
  }),
  event('error', 'error.raised', 30_000, { turn: 3, component: 'llm', code: '503', message: 'not retried' }),
  event('turn3', 'turn.completed', 30_100, {
    turn: 3,
    outcome: 'abandoned',
    user_text: 'Hello?',
    latency: { endpoint_ms: 284 },
  }),
  event('cost', 'cost.recorded', 40_000, {
    component: 'stt',
    amount_usd: '0.004918',
    basis: 'billed',
    mode: 'final',
    provider: 'deepgram',
    model: 'nova-3',
  }),
  event('end', 'call.ended', 40_000, { reason: 'user_hangup', duration_ms: 40_000 }),
];

let browser: Browser;
let service: RunningService;

beforeAll(async () => {
  browser = await launchBrowser();
}, BROWSER_TIMEOUT_MS);

beforeEach(async () => {
  service = await startService();
  await post(`${service.url}/api/v2/events`, EVENTS);
});

afterAll(() => browser.close());

/** A page that fails the test on any error of its own, and on any request to another origin. */
async function open(path: string): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(service.url) && !request.url().startsWith('data:')) problems.push(request.url());
  });
  await page.goto(`${service.url}/#${path}`);
  return { page, problems };
}

const numbers = async (turn: Locator): Promise<number[]> => {
  const texts = await turn.getByTestId('strip-numbers').locator('[data-part]').allInnerTexts();
  return texts.map((text) => Number(text.replaceAll(/[^\d]/g, '')));
};

interface Edges {
  readonly left: number;
  readonly right: number;
}

/** From the end of each bar to the beginning of the next, in px. */
const gaps = async (bars: Locator): Promise<number[]> => {
  const boxes = await bars.evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().toJSON() as Edges));
  return boxes.slice(1).map(({ left }, index) => left - (boxes[index]?.right ?? NaN));
};

const positions = async (): Promise<number[]> => {
  const { body } = await getJson<{ events: { position: number }[] }>(`${service.url}/api/v2/calls/${CALL}/events`);
  return body.events.map(({ position }) => position);
};

it('shows where the time of each turn went, in numbers that add up, with what happened in it', async () => {
  const { page, problems } = await open(`/calls/${CALL}`);
  const turn = (n: number): Locator => page.locator(`[data-turn="${n}"]`);
  await turn(1).getByText('They arrive tomorrow.').waitFor();
  for (const n of [1, 2]) {
    await eventually(
      () => numbers(turn(n)),
      (shown) => expect(shown.slice(0, -1).reduce((a, b) => a + b, 0)).toBe(shown.at(-1)),
    );
  }
  await eventually(
    () => numbers(turn(1)),
    (shown) => expect(shown).toEqual([248, 104, 475, 202, 31, 1060]),
  );
  await turn(1).getByText('find_order').waitFor();
  await turn(2).getByText('Stages ran 64 ms at the same time').waitFor();
  await turn(2).getByText('Interrupted, halted in 84 ms').waitFor();
  await turn(3).getByText('no response').waitFor();
  await turn(3).getByText('not retried').waitFor();
  await eventually(
    () => gaps(turn(1).locator('rect[data-part]')),
    (px) => {
      expect(px).toHaveLength(4);
      for (const gap of px) expect(Math.abs(gap)).toBeLessThan(1.5);
    },
  );
  await page.locator('#time [data-stage="response"]').getByText('1,060').first().waitFor();
  await page.locator('#cost [data-cost="stt"]').getByText('deepgram nova-3').waitFor();
  await page.locator('#cost').getByText('billed').waitFor();
  expect(problems).toEqual([]);
  await page.close();
});

it('goes to any position and back, by keys, by an event and by the address', async () => {
  const all = await positions();
  const { page, problems } = await open(`/calls/${CALL}?at=${all[4]}`);
  await page.getByText(`As of position ${all[4]}`).waitFor();
  await page.locator('[data-turn="1"].selected').waitFor();
  await page.locator('[data-turn="2"]').waitFor({ state: 'detached' });
  await page.locator('#cost').getByText('none reported').waitFor();

  await page.getByRole('slider').focus();
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(`**/*at=${all[3]}`);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  await page.waitForURL(`**/*at=${all[6]}`);
  await page.locator('[data-turn="2"].selected').waitFor();
  await page.keyboard.press('Home');
  await page.getByText('No turns yet').waitFor();
  await page.keyboard.press('End');
  await page.getByText('Back to the end').waitFor({ state: 'detached' });
  await page.waitForURL((url) => !url.hash.includes('at='));

  await page.locator(`[data-position="${all[8]}"] button`).click();
  await page.locator('[data-turn="3"].selected').waitFor();
  await page.getByRole('button', { name: 'Back to the end' }).click();
  await page.locator('[data-turn="3"]').waitFor();
  await page.waitForURL((url) => !url.hash.includes('at='));
  // The last one is where the page stands anyway: it opens all the same.
  await page.locator(`[data-position="${all.at(-1)}"] button`).click();
  await page.locator(`#events [data-position="${all.at(-1)}"].on + .raw`).waitFor();
  expect(problems).toEqual([]);
  await page.close();
});

it('plays the call, one position after the other and one read at a time, until the reader moves or it ends', async () => {
  const all = await positions();
  const { page, problems } = await open(`/calls/${CALL}?at=${all[1]}`);
  await page.getByText(`As of position ${all[1]}`).waitFor();
  await page.locator('#time').waitFor();
  const asked: number[] = [];
  let [underWay, most] = [0, 0];
  await page.route('**/api/v2/calls/*?at=*', async (route) => {
    asked.push(Number(new URL(route.request().url()).searchParams.get('at')));
    most = Math.max(most, (underWay += 1));
    const answer = await route.fetch();
    // A service that is slower than the play: it is waited for.
    if (asked.at(-1) === all[5]) await delay(1_000);
    underWay -= 1;
    // Nobody waits any more for what was given up.
    await route.fulfill({ response: answer }).catch(() => undefined);
  });
  const play = page.getByRole('button', { name: 'Play', exact: true });
  const pause = page.getByRole('button', { name: 'Pause', exact: true });

  // At the pace of the call: after the first turn nothing happens for longer than this takes.
  await page.getByRole('slider').focus();
  await page.keyboard.press('Space');
  await pause.waitFor();
  await page.locator('[data-turn="1"].selected').waitFor();
  await page.keyboard.press('Space');
  await play.waitFor();
  await page.keyboard.press('ArrowRight');
  await play.click();
  await pause.waitFor();
  // A place of the reader's own choice: there the playhead stays.
  await page.getByRole('slider').click({ position: { x: 1, y: 20 } });
  await play.waitFor();
  await page.waitForURL(`**/*at=${all[0]}`);
  await eventually(
    () => [asked.at(-1), underWay],
    (now) => expect(now).toEqual([all[0], 0]),
  );

  asked.length = 0;
  most = 0;
  await page.getByRole('button', { name: '1×' }).click();
  await page.getByRole('button', { name: '4×' }).click();
  await page.getByRole('button', { name: '16×' }).waitFor();
  await play.click();
  await page.waitForURL((url) => !url.hash.includes('at='));
  await play.waitFor();
  await page.locator('[data-turn="3"]').waitFor();
  expect(asked).toEqual(all.slice(1, -1));
  expect(most).toBe(1);
  // It may have gone on before the click is done.
  await Promise.all([page.waitForURL(`**/*at=${all[0]}`), play.click()]);
  expect(problems).toEqual([]);
  // A read may be under way still.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.close();
});

it('is read from turn to turn, to the events and back by keys only', async () => {
  const { page } = await open(`/calls/${CALL}`);
  await page.locator('[data-turn="3"]').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.locator('[data-turn="2"].selected').waitFor();
  await page.locator('#events .on').getByText('turn.completed').waitFor();
  await page.keyboard.press('k');
  await page.waitForURL('**/*turn=1');
  await page.keyboard.press('e');
  await page.locator('#events:focus').waitFor();
  await page.keyboard.press('Escape');
  await page.locator(`[data-call-id="${CALL}"]`).waitFor();
  await page.close();
});

it('takes in what is told while it is open, hides the call and shows it again', async () => {
  const { page } = await open(`/calls/${CALL}`);
  await page.locator('[data-turn="3"]').waitFor();
  await post(`${service.url}/api/v2/events`, event('turn4', 'turn.completed', 39_000, { turn: 4, outcome: 'completed', agent_text: 'Good bye.' })); // prettier-ignore
  await page.locator('[data-turn="4"]').getByText('Good bye.').waitFor();
  await page.locator('#events').getByText('turn.completed').nth(3).waitFor();
  await page.getByRole('button', { name: 'Hide' }).click();
  await page.getByText('Hidden from lists and totals').waitFor();
  await page.getByRole('button', { name: 'Show again' }).click();
  await page.getByText('Hidden from lists and totals').waitFor({ state: 'detached' });
  await page.close();
});

it('says when there is no such call, when it was erased, and keeps a long call readable', async () => {
  await replay(recordingFile('ingest-ts'), service.url);
  const { page, problems } = await open('/calls/none');
  await page.getByText('No call has this id').waitFor();
  await page.goto(`${service.url}/#/calls/CA717ecf3b73fa46df71382c0cf7056b75`);
  await page.locator('[data-turn]').nth(180).waitFor();
  await fetch(`${service.url}/api/v2/calls/${CALL}?erase=true`, { method: 'DELETE' });
  await page.goto(`${service.url}/#/calls/${CALL}`);
  await page.getByText('was erased').waitFor();
  await page.locator('[data-turn="1"]').waitFor();
  expect(await page.getByText('They arrive tomorrow.').count()).toBe(0);
  expect(problems).toEqual([]);
  await page.close();
});

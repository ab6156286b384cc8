import type { CallDetail } from '@callscope/call-state';
import type { Browser, Page } from 'playwright-core';
import { BROWSER_TIMEOUT_MS, launchBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { getJson, post } from './support/http';
import { type RunningService, startService } from './support/service';
import { StreamReader } from './support/stream';

const CALL = 'CAopen000000000000000000000000000001';

let service: RunningService;
beforeEach(async () => {
  service = await startService();
});

let told = 0;
const tell = async (...events: object[]): Promise<void> => {
  const whole = events.map((event) => ({ id: `o${(told += 1)}`, call_id: CALL, occurred_at: Date.now(), ...event }));
  expect((await post(`${service.url}/api/v2/events`, whole)).status).toBe(200);
};
const started = { type: 'call.started', data: { direction: 'inbound', from: '+12125550142', to: '+12125550100' } };
const measured = (turn: number, stage: string, value_ms: number): object => {
  return { type: 'latency.recorded', data: { turn, stage, value_ms } };
};
const completed = (turn: number): object => {
  const latency = { response_ms: 1_090, tts_ms: 150 };
  const words = { user_text: `Question ${turn}`, agent_text: `Answer ${turn}` };
  return { type: 'turn.completed', data: { turn, outcome: 'completed', latency, ...words } };
};

describe('the turn that goes on, over the wire', () => {
  const read = async (): Promise<CallDetail> => (await getJson<CallDetail>(`${service.url}/api/v2/calls/${CALL}`)).body;
  const detail = (check: (found: CallDetail) => void): Promise<CallDetail> => eventually(read, check);

  it('is told as it grows, counted nowhere, and gone when it is over', async () => {
    const live = await StreamReader.open(`${service.url}/api/v2/live`);
    await live.until(({ event }) => event === 'snapshot');
    const frames = (): unknown[] => live.messages.filter(({ event }) => event === 'open_turn').map(({ data }) => data);

    await tell(started, { type: 'turn.started', data: { turn: 0, trigger: 'user' }, occurred_at: 1_795_000_000_000 });
    await live.until(({ event }) => event === 'open_turn');
    await tell(measured(0, 'endpoint_ms', 262));
    await eventually(frames, (seen) => expect(seen).toHaveLength(2));
    expect(frames()).toEqual([
      expect.objectContaining({ call_id: CALL, turn: 0, latency: {} }),
      {
        ...{ call_id: CALL, turn: 0, trigger: 'user', user_text: null, latency: { endpoint_ms: 262 } },
        ...{ started_at: 1_795_000_000_000, position: 3 },
      },
    ]);
    const open = await detail(({ position }) => expect(position).toBe(3));
    expect({ call_id: CALL, ...open.open_turn }).toEqual(frames()[1]);
    expect([open.turns, open.call.turns]).toEqual([[], { completed: 0, interrupted: 0 }]);

    await tell(completed(0));
    const turn = await live.until(({ event }) => event === 'turn');
    expect(turn.data).toMatchObject({ turn: 0, latency: { endpoint_ms: 262, response_ms: 1_090 } });
    expect((await detail(({ turns }) => expect(turns).toHaveLength(1))).open_turn).toBeNull();
    expect(frames()).toHaveLength(2);
    await live.close();
  });

  it('is told of no call that is hidden or erased', async () => {
    const live = await StreamReader.open(`${service.url}/api/v2/live`);
    await live.until(({ event }) => event === 'snapshot');
    for (const [call_id, path, body] of [
      ['hidden', 'calls/hide', { call_ids: ['hidden'] }],
      ['erased', 'erase', { call_id: 'erased' }],
    ] as const) {
      await tell({ ...started, call_id });
      expect((await post(`${service.url}/api/v2/${path}`, body)).status).toBe(200);
      await tell({ ...measured(0, 'stt_ms', 90), call_id });
    }
    await tell(started, measured(0, 'stt_ms', 90));
    await live.until(({ event, data }) => event === 'call' && (data as { call_id: string }).call_id === CALL);
    const open = live.messages.filter(({ event }) => event === 'open_turn');
    expect(open.map(({ data }) => (data as { call_id: string }).call_id)).toEqual([CALL]);
    for (const id of ['hidden', 'erased']) {
      expect((await getJson<CallDetail>(`${service.url}/api/v2/calls/${id}`)).body.open_turn ?? null).toBeNull();
    }
    await live.close();
  });
});

describe('the turn that goes on, in the rail', () => {
  let browser: Browser;
  let page: Page;
  let at: number;

  beforeAll(async () => {
    browser = await launchBrowser();
  }, BROWSER_TIMEOUT_MS);
  afterAll(() => browser.close());
  beforeEach(async () => {
    page = await browser.newPage();
    // From the first line on: a clock that is changed under a running page leaves it with timers of both.
    at = Date.now();
    await page.clock.setFixedTime(at);
    await tell(started, completed(0));
    await page.goto(service.url);
    await page.getByRole('log').getByText('Answer 0').waitFor();
    await page.locator('[data-link="live"]').waitFor();
  });
  afterEach(() => page.close());

  it('shows its stages as they are measured, then in the waterfall of the turn', async () => {
    const now = page.getByTestId('turn-now');
    const last = page.getByLabel('Response of a turn');
    await tell(measured(1, 'endpoint_ms', 262));
    await now.getByText('Turn 1 · waiting for STT').waitFor();
    await tell(measured(1, 'stt_ms', 96), measured(1, 'llm_ttft_ms', 548));
    await now.getByText('Turn 1 · waiting for TTS first byte').waitFor();
    for (const [part, ms] of Object.entries({ endpoint: '262', stt: '96', llm: '548' })) {
      await now.locator(`span[data-part="${part}"]`).getByText(ms, { exact: true }).waitFor();
      await now.locator(`rect[data-part="${part}"]`).waitFor({ state: 'attached' });
    }
    // The stage that is waited for grows by the page's clock, and the whole with it.
    await page.clock.setFixedTime(at + 84);
    await now.locator('span[data-part="tts"]').getByText('84').waitFor();
    await now.getByText('990 ms').waitFor();
    await page.clock.setFixedTime(at + 1_084);
    await now.getByText('1,990 ms').waitFor();
    await last.getByText('turn 0').waitFor();

    await tell(measured(1, 'tts_ms', 150));
    await now.getByText('Turn 1 · the agent answers').waitFor();
    await now.getByText('1,056 ms').waitFor();

    await tell(completed(1));
    await last.getByText('turn 1').waitFor();
    await last.locator('[data-stage="endpoint"]').getByText('262').waitFor();
    await now.getByText('no stage measured yet').waitFor();
    await eventually(
      () => now.locator('[data-part]').count(),
      (parts) => expect(parts).toBe(0),
    );
  });

  it('keeps the end of what is said in sight when it takes its place below', async () => {
    await tell(...Array.from({ length: 12 }, (_, turn) => completed(turn + 1)));
    await page.getByRole('log').getByText('Answer 12').waitFor();
    const words = page.getByRole('group', { name: 'What was said' });
    const toEnd = (): Promise<number> =>
      words.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
    await eventually(toEnd, (px) => expect(px).toBeLessThan(2));
    // Scrolled to the end and made smaller before the browser has told of either.
    await words.evaluate(async (element) => {
      element.scrollTop -= 10;
      await new Promise((heard) => element.addEventListener('scroll', () => setTimeout(heard), { once: true }));
      element.scrollTop = element.scrollHeight;
      element.style.cssText = 'flex: none; min-height: 0; height: 60px';
    });
    await eventually(toEnd, (px) => expect(px).toBeLessThan(2));
  });
});

import type { CallDetail, CallRow, OpenTurn, Turn } from '@callscope/call-state';
import { aCallRow } from '../testing/a-call-row';
import { DetailLoader, type DetailAnswer, type DetailState, LOOK_MS, READ_GAP_MS } from './detail-loader';
import type { Frame } from './frame';

interface Read {
  readonly callId: string;
  readonly signal: AbortSignal;
  readonly answer: (answer: DetailAnswer) => void;
}

const row = (call_id: string, position: number, more: Partial<CallRow> = {}): CallRow =>
  aCallRow({ call_id, position, live: true, ...more });
const counting = (position: number, completed: number): CallRow =>
  row('a', position, { turns: { completed, interrupted: 0 } });
const found = (call: CallRow, more: Partial<CallDetail> = {}): DetailAnswer => {
  const lists = {
    turns: [],
    open_turn: null,
    transcript: [],
    tools: [],
    interruptions: [],
    errors: [],
    recordings: [],
  };
  return { kind: 'found', detail: { call, ...lists, position: call.position, ...more } };
};
const aTurn = (turn: number, position: number, more: Partial<Turn> = {}): Turn => {
  const told = { outcome: 'completed', user_text: `Question ${turn}`, agent_text: `Answer ${turn}` } as const;
  return { turn, ...told, latency: { response_ms: 900 }, started_at: null, ended_at: position, position, ...more };
};
const turnOf = (turn: Turn, call_id = 'a'): Frame => ({ name: 'turn', data: { call_id, ...turn } });
const anOpenTurn = (turn: number, position: number, more: Partial<OpenTurn> = {}): OpenTurn => {
  return { turn, trigger: null, user_text: null, latency: { stt_ms: 90 }, started_at: null, position, ...more };
};
const openOf = (turn: OpenTurn, call_id = 'a'): Frame => ({ name: 'open_turn', data: { call_id, ...turn } });
const partial = (role: 'user' | 'agent', text: string, turn?: number): Frame => {
  return { name: 'transcript', data: { call_id: 'a', role, text, ...(turn === undefined ? {} : { turn }) } };
};

describe(DetailLoader.name, () => {
  let reads: Read[];
  let states: DetailState[];
  let loader: DetailLoader;
  const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(READ_GAP_MS);
  const said = (): (string | null)[] => (states.at(-1)?.detail?.transcript ?? []).map(({ text }) => text);
  const passing = (): string[] => (states.at(-1)?.words ?? []).map(({ text }) => text);

  const begin = (): void => {
    [reads, states] = [[], []];
    loader = new DetailLoader(
      (callId, signal) => new Promise((answer) => reads.push({ callId, signal, answer })),
      (state) => states.push(state),
    );
  };
  const shown = async (call: CallRow, more: Partial<CallDetail> = {}): Promise<void> => {
    loader.want(call);
    reads[0]!.answer(found(call, more));
    await settle();
  };

  beforeEach(() => {
    jest.useFakeTimers();
    begin();
  });

  afterEach(() => {
    loader.stop();
    jest.useRealTimers();
  });

  it('reads a call when it is shown, and not again while nothing changes', async () => {
    await shown(row('a', 5));
    loader.want(row('a', 5));
    await settle();
    expect(reads).toHaveLength(1);
    expect(states.at(-1)).toMatchObject({ callId: 'a', failure: null, detail: { position: 5 } });
  });

  it('shows turns as they are told, and reads nothing for them', async () => {
    await shown(row('a', 1));
    for (const turn of [0, 1, 2]) {
      loader.hear([turnOf(aTurn(turn, turn + 2)), turnOf(aTurn(7, 9), 'another call')]);
      loader.want(counting(turn + 2, turn + 1));
      expect(said().slice(-2)).toEqual([`Question ${turn}`, `Answer ${turn}`]);
    }
    await settle();
    expect(reads).toHaveLength(1);
    expect(states.at(-1)?.detail?.turns.map(({ turn }) => turn)).toEqual([0, 1, 2]);
  });

  it('shows the turn that goes on as it is told, until it is over, and reads nothing for it', async () => {
    const open = (): unknown[] => [states.at(-1)?.detail?.open_turn?.position ?? null, states.at(-1)?.openAt];
    await shown(row('a', 1), { open_turn: anOpenTurn(0, 1) });
    expect(open()).toEqual([1, null]);
    for (const position of [2, 3]) {
      loader.hear([openOf(anOpenTurn(0, position)), openOf(anOpenTurn(5, 99), 'another call')], 1_000 * position);
      loader.want(row('a', position));
      expect(open()).toEqual([position, 1_000 * position]);
    }
    loader.hear([openOf(anOpenTurn(0, 2))], 4_000);
    expect(open()).toEqual([3, 3_000]);
    loader.hear([turnOf(aTurn(0, 4)), openOf(anOpenTurn(0, 3))], 5_000);
    loader.want(counting(4, 1));
    expect(open()[0]).toBeNull();
    await settle();
    expect(reads).toHaveLength(1);
  });

  it('reads the call for the final words of a turn that goes on', async () => {
    await shown(row('a', 1));
    loader.hear([openOf(anOpenTurn(0, 2, { user_text: 'It is cold' }))]);
    loader.want(row('a', 2));
    expect(reads).toHaveLength(2);
  });

  it('keeps what was told of the turn that goes on while it read something older, and knows since when', async () => {
    const open = (): unknown => [states.at(-1)?.detail?.open_turn?.position, states.at(-1)?.openAt];
    await shown(row('a', 1));
    loader.hear([{ name: 'snapshot', data: {} } as Frame]);
    loader.hear([openOf(anOpenTurn(0, 5))], 7_000);
    reads[1]!.answer(found(row('a', 3), { open_turn: anOpenTurn(0, 3) }));
    await settle();
    expect(open()).toEqual([5, 7_000]);
    loader.hear([{ name: 'snapshot', data: {} } as Frame]);
    reads[2]!.answer(found(row('a', 6), { open_turn: anOpenTurn(1, 6) }));
    await settle();
    expect(open()).toEqual([6, null]);
    loader.hear([openOf(anOpenTurn(1, 6))], 9_000);
    expect(open()).toEqual([6, 9_000]);
  });

  it('keeps a turn that was told while it read something older, and takes no older telling for a newer', async () => {
    loader.want(row('a', 1));
    loader.hear([turnOf(aTurn(0, 5, { agent_text: 'Corrected' }))]);
    reads[0]!.answer(found(counting(3, 1), { turns: [aTurn(0, 3)] }));
    await settle();
    expect(said()).toEqual(['Question 0', 'Corrected']);
    loader.hear([turnOf(aTurn(0, 4, { agent_text: 'Late' }))]);
    expect(said()).toEqual(['Question 0', 'Corrected']);
    loader.hear([turnOf(aTurn(0, 6, { agent_text: 'Once more' }))]);
    expect(said()).toEqual(['Question 0', 'Once more']);
  });

  it('does not read for what the row says by itself', async () => {
    await shown(row('a', 1));
    loader.want(row('a', 2, { cost: { ...aCallRow().cost, total_usd: 0.01 } }));
    await settle();
    expect(reads).toHaveLength(1);
  });

  it.each([
    ['something that no frame brings', row('a', 2)],
    ['a turn that was left out', counting(2, 1)],
    ['the end of the call', row('a', 2, { live: false })],
  ])('reads anew for %s', async (_what, next) => {
    await shown(row('a', 1));
    loader.want(next);
    expect(reads).toHaveLength(2);
  });

  it('reads anew for turns beside final words, and for one without words', async () => {
    await shown(row('a', 1), { transcript: [{ role: 'user', text: 'Hello', at: null, position: 1 }] });
    loader.hear([turnOf(aTurn(0, 2))]);
    expect(said()).toEqual(['Hello', 'Answer 0']);
    loader.want(counting(2, 1));
    expect(reads).toHaveLength(2);
    reads[1]!.answer(found(counting(2, 1), { turns: [aTurn(0, 2)] }));
    await settle();
    loader.hear([turnOf(aTurn(1, 3, { user_text: null, agent_text: null }))]);
    expect(reads).toHaveLength(3);
  });

  it('reads anew after a snapshot: what came while the stream was lost is not known', async () => {
    await shown(row('a', 1));
    loader.hear([{ name: 'snapshot' } as Frame]);
    expect(reads).toHaveLength(2);
  });

  it('has one read under way, and the next two seconds later for all that changed meanwhile', async () => {
    loader.want(row('a', 5));
    for (const position of [6, 7, 8]) loader.want(row('a', position));
    reads[0]!.answer(found(row('a', 6)));
    await jest.advanceTimersByTimeAsync(READ_GAP_MS - 1);
    expect(reads).toHaveLength(1);
    await settle();
    expect(reads).toHaveLength(2);
    reads[1]!.answer(found(row('a', 8)));
    await settle();
    expect(reads).toHaveLength(2);
  });

  it('does not wait with the read at the end of the call', async () => {
    loader.want(row('a', 5));
    reads[0]!.answer(found(row('a', 5)));
    await jest.advanceTimersByTimeAsync(1);
    loader.want(row('a', 6, { live: false }));
    expect(reads).toHaveLength(2);
  });

  it('gives a read up when another call is shown', async () => {
    loader.want(row('a', 1));
    loader.want(row('b', 2));
    expect(reads.map((read) => [read.callId, read.signal.aborted])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    reads[0]!.answer(found(row('a', 1)));
    await settle();
    expect(states.at(-1)).toEqual({ callId: 'b', detail: null, failure: null, words: [], openAt: null });
  });

  it('keeps what it has when a later read fails, and tries again on request', async () => {
    await shown(row('a', 1));
    loader.want(row('a', 2));
    reads[1]!.answer({ kind: 'failed' });
    await settle();
    expect(states.at(-1)).toMatchObject({ failure: 'failed', detail: { position: 1 } });
    loader.retry();
    expect(reads).toHaveLength(3);
  });

  it('shows nothing when no call is left', () => {
    loader.want(row('a', 1));
    loader.want(null);
    expect(reads[0]!.signal.aborted).toBe(true);
    expect(states.at(-1)).toEqual({ callId: null, detail: null, failure: null, words: [], openAt: null });
  });

  describe('words in passing', () => {
    it('stand until the turn with them comes', async () => {
      await shown(row('a', 1));
      loader.hear([partial('user', 'Wh', 0), partial('user', 'Where', 0), partial('agent', 'They', 0)]);
      expect(passing()).toEqual(['Where', 'They']);
      loader.hear([turnOf(aTurn(0, 2)), partial('user', 'late', 0), partial('user', 'And', 1)]);
      expect(passing()).toEqual(['And']);
    });

    it('of the next turn stay when a turn before is told or told again', async () => {
      await shown(row('a', 1));
      loader.hear([turnOf(aTurn(0, 2)), partial('user', 'And')]);
      loader.hear([turnOf(aTurn(0, 2, { interruptions: 1 }))]);
      expect(passing()).toEqual(['And']);
    });

    it('are forgotten when nothing more is heard of them for 15 s', async () => {
      await shown(row('a', 1));
      loader.hear([partial('user', 'Where')]);
      await jest.advanceTimersByTimeAsync(14_000);
      expect(passing()).toEqual(['Where']);
      await jest.advanceTimersByTimeAsync(1_000 + LOOK_MS);
      expect(passing()).toEqual([]);
      expect(jest.getTimerCount()).toBe(0);
    });

    it('are forgotten at the end of the call, and with the call', async () => {
      await shown(row('a', 1));
      loader.hear([partial('user', 'Where')]);
      loader.want(row('a', 2, { live: false }));
      expect(passing()).toEqual([]);
    });

    it('end when they are final, and the answer is waited for', async () => {
      await shown(row('a', 1));
      loader.hear([partial('user', 'Where are'), partial('agent', 'They')]);
      loader.want(row('a', 2));
      const transcript = (['user', 'agent'] as const).map((role) => ({ role, text: 'Final', at: 1, position: 2 }));
      reads[1]!.answer(found(row('a', 2), { transcript }));
      await jest.advanceTimersByTimeAsync(0);
      expect(passing()).toEqual(['']);
    });
  });
});

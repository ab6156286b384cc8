import type { CallDetail } from '@callscope/call-state';
import { aCallRow } from '../testing/a-call-row';
import { DetailLoader, READ_GAP_MS, type DetailAnswer, type DetailState } from './detail-loader';

interface Read {
  readonly callId: string;
  readonly signal: AbortSignal;
  readonly answer: (answer: DetailAnswer) => void;
}

const found = (call_id: string, position: number): DetailAnswer => {
  const lists = { turns: [], transcript: [], tools: [], interruptions: [], errors: [], recordings: [] };
  const detail: CallDetail = { call: aCallRow({ call_id, position }), ...lists, position };
  return { kind: 'found', detail };
};

describe(DetailLoader.name, () => {
  let reads: Read[];
  let states: DetailState[];
  let loader: DetailLoader;
  const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(READ_GAP_MS);

  beforeEach(() => {
    jest.useFakeTimers();
    [reads, states] = [[], []];
    loader = new DetailLoader(
      (callId, signal) => new Promise((answer) => reads.push({ callId, signal, answer })),
      (state) => states.push(state),
    );
  });

  afterEach(() => {
    loader.stop();
    jest.useRealTimers();
  });

  it('reads a call when it is shown, and not again while nothing changes', async () => {
    loader.want('a', 5);
    reads[0]!.answer(found('a', 5));
    await settle();
    loader.want('a', 5);
    expect(reads).toHaveLength(1);
    expect(states.at(-1)).toMatchObject({ callId: 'a', failure: null, detail: { position: 5 } });
  });

  it('has one read under way, then reads once more for all that changed meanwhile', async () => {
    loader.want('a', 5);
    for (const position of [6, 7, 8]) loader.want('a', position);
    expect(reads).toHaveLength(1);
    reads[0]!.answer(found('a', 6));
    await settle();
    expect(reads).toHaveLength(2);
    expect(states.at(-1)).toMatchObject({ detail: { position: 6 } });
    reads[1]!.answer(found('a', 8));
    await settle();
    expect(reads).toHaveLength(2);
  });

  it('gives a read up when another call is shown', async () => {
    loader.want('a', 1);
    loader.want('b', 2);
    expect(reads.map((read) => [read.callId, read.signal.aborted])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    reads[0]!.answer(found('a', 1));
    await settle();
    expect(states.at(-1)).toEqual({ callId: 'b', detail: null, failure: null });
  });

  it('keeps what it has when a later read fails, and tries again on request', async () => {
    loader.want('a', 1);
    reads[0]!.answer(found('a', 1));
    await settle();
    loader.want('a', 2);
    reads[1]!.answer({ kind: 'failed' });
    await settle();
    expect(states.at(-1)).toMatchObject({ failure: 'failed', detail: { position: 1 } });
    loader.retry();
    expect(reads).toHaveLength(3);
  });

  it('shows nothing when no call is left', () => {
    loader.want('a', 1);
    loader.want(null, null);
    expect(reads[0]!.signal.aborted).toBe(true);
    expect(states.at(-1)).toEqual({ callId: null, detail: null, failure: null });
  });
});

import type { CallEvent, StoredEvent } from '@callscope/call-events';
import {
  callDetail,
  type CallDetail,
  callRow,
  type CallRow,
  type CallState,
  evolveCall,
  turnDetails,
} from '@callscope/call-state';
import fc from 'fast-check';
import { aTurn as aTurnEvent, stored } from '../../../libs/call-events/src/testing';
import { named, nameless, turnData } from '../../../libs/call-events/src/testing/arbitrary-events';
import { type DetailAnswer, DetailLoader, type DetailState, READ_GAP_MS } from './detail-loader';
import type { Frame } from './frame';

interface Read {
  readonly answer: (answer: DetailAnswer) => void;
  /** What the service knew when it was asked. */
  readonly asked: CallDetail | undefined;
}

/** Events of one call, most of them turns, which often tell one number anew. */
const events = fc.uniqueArray(
  named(fc.oneof({ weight: 5, arbitrary: turnData.map((data) => aTurnEvent(data)) }, nameless)),
  { minLength: 1, maxLength: 14, selector: ({ id }) => id },
);

describe('the detail of a call', () => {
  let reads: Read[];
  let states: DetailState[];
  let loader: DetailLoader;
  let server: FakeService | null = null;
  const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(READ_GAP_MS);

  const begin = (): void => {
    [reads, states] = [[], []];
    loader = new DetailLoader(
      () => new Promise((answer) => reads.push({ answer, asked: server?.detail })),
      (state) => states.push(state),
    );
  };

  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    loader.stop();
    jest.useRealTimers();
  });

  it('ends, in any order of frames and reads, in what a fresh read says', async () => {
    const pauses = fc.array(fc.constantFrom(0, 1, READ_GAP_MS), { minLength: 30, maxLength: 30 });
    const rounds = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 14, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(events, rounds, pauses, pauses, async (coming, sizes, before, answers) => {
        begin();
        server = new FakeService(coming);
        const { detail: whole } = new FakeService(coming).takeAll();
        let answered = 0;
        const answerNext = (late: boolean): void => {
          const read = reads[answered];
          if (read === undefined) return;
          read.answer({ kind: 'found', detail: late ? server!.detail : read.asked! });
          answered += 1;
        };
        for (const [round, size] of sizes.entries()) {
          const frames = server.take(size);
          // A read may be answered before or after the frames of what it already tells.
          if (before[round] === 0) answerNext(answers[round] === 0);
          await jest.advanceTimersByTimeAsync(0);
          loader.hear(frames);
          loader.want(server.row);
          if (answers[round] === 0) answerNext(before[round] === 1);
          await jest.advanceTimersByTimeAsync(before[round]! + answers[round]!);
        }
        while (answered < reads.length) {
          answerNext(false);
          await settle();
        }
        const { turns, transcript } = whole;
        expect(states.at(-1)?.detail).toMatchObject({ turns, transcript });
        loader.stop();
      }),
    );
  });
});

/** The service, as far as the loader meets it. */
class FakeService {
  #stored: StoredEvent[] = [];
  readonly #coming: StoredEvent[];

  constructor(events: CallEvent[]) {
    this.#coming = stored(events);
  }

  get detail(): CallDetail {
    return callDetail(this.#stored)!;
  }

  get row(): CallRow {
    return callRow(this.#state());
  }

  /** Stores events and tells the turns that they touch, as the stream does. */
  take(count: number): Frame[] {
    const taken = this.#coming.splice(0, count);
    this.#stored = [...this.#stored, ...taken];
    const touched = new Set(taken.map(({ data }) => ('turn' in data ? data.turn : undefined)));
    return turnDetails(this.#state(), this.#stored)
      .filter(({ turn }) => touched.has(turn))
      .map((turn) => ({ name: 'turn', data: { call_id: taken[0]!.call_id, ...turn } }));
  }

  takeAll(): this {
    this.take(this.#coming.length);
    return this;
  }

  #state(): CallState {
    return this.#stored.reduce<CallState | null>(evolveCall, null)!;
  }
}

import fc from 'fast-check';
import type { CallEvent } from '@callscope/call-events';
import { aCost, anEnd, aTurn, aTurnCorrected, eventsOfACall, RUNS, stored, T0 } from '../../call-events/src/testing';
import { type CallState, evolveCall } from './call-state';
import { callRow, costsOf } from './view';

const PATTER = { source: { framework: 'patter', adapter: 'patter' } };

function fold(...events: CallEvent[]): CallState {
  return stored(events).reduce<CallState | null>(evolveCall, null)!;
}

const row = (...events: CallEvent[]) => callRow(fold(...events));

interface Report {
  readonly id: string;
  readonly endedAt?: number;
  readonly llm?: number;
  readonly tts?: number;
  readonly turns?: readonly number[];
  readonly report?: Record<string, unknown>;
}

/** What one end body becomes: the costs it names, and the end that carries its report. */
function reported({ id, endedAt = T0, llm, tts, turns, report = {} }: Report): CallEvent[] {
  const cost = (component: 'llm' | 'tts', usd?: number) =>
    usd === undefined
      ? []
      : aCost(
          { component, amount_nano_usd: usd * 1e9, report_id: id },
          { id: `${component}:${id}`, occurred_at: endedAt },
        );
  return [
    ...[cost('llm', llm), cost('tts', tts)].flat(),
    anEnd({ report_id: id, report, ...(turns ? { turns } : {}) }, { id: `end:${id}`, occurred_at: endedAt }),
  ];
}

describe('of two reports on a call', () => {
  const first = reported({ id: 'b', endedAt: T0 + 5_000, llm: 0.5, tts: 0.25, turns: [0, 1] });
  const second = reported({ id: 'a', endedAt: T0, llm: 0.75, turns: [0] });
  const turns = [aTurn({ turn: 0 }, PATTER), aTurn({ turn: 1 }, PATTER)];

  it('the one stored last is in force, whatever their own times and ids say', () => {
    expect(row(...first, ...second)).toMatchObject({ ended_at: T0 });
    expect(row(...second, ...first)).toMatchObject({ ended_at: T0 + 5_000 });
  });

  it('only the costs of the one in force count, and a component that it does not name is gone', () => {
    expect(row(...first, ...second).cost).toMatchObject({ total_usd: 0.75, llm_usd: 0.75, tts_usd: null });
    expect(row(...second, ...first).cost).toMatchObject({ total_usd: 0.75, llm_usd: 0.5, tts_usd: 0.25 });
  });

  it('only the costs of the one in force are kept, so that corrections without end do not fill the memory', () => {
    expect(Object.keys(fold(...first, ...second, aCost()).costs).sort()).toEqual(['', 'a']);
  });

  it('only the turns that the one in force lists count', () => {
    expect(row(...turns, ...first).turns.completed).toBe(2);
    expect(row(...turns, ...first, ...second).turns.completed).toBe(1);
    expect(row(...turns, ...first, ...second, ...reported({ id: 'c', turns: [0, 1] })).turns.completed).toBe(2);
  });

  it('costs that no report told stay', () => {
    const carrier = aCost({ component: 'telephony', amount_nano_usd: 1e9, basis: 'billed' });
    expect(row(carrier, ...first, ...second).cost).toMatchObject({ total_usd: 1.75, telephony_usd: 1 });
    expect(row(...first, ...second, carrier).cost).toMatchObject({ total_usd: 1.75, telephony_usd: 1 });
  });

  it('an end without a report, later by its own time, takes nothing out of force', () => {
    const plain = anEnd({ reason: 'error' }, { occurred_at: T0 + 60_000 });
    for (const events of [
      [...first, ...second, plain],
      [plain, ...first, ...second],
      [...first, plain, ...second],
    ]) {
      expect(row(...events)).toMatchObject({ ended_at: T0, status: 'completed', cost: { total_usd: 0.75 } });
    }
  });

  it('only the one in force says what the call was', () => {
    const said = (word: string) => ({ metrics: { provider_mode: word } });
    const events = [
      ...reported({ id: 'b', report: said('pipeline') }),
      ...reported({ id: 'a', report: said('openai_realtime') }),
    ];
    expect(row(...events).mode).toBe('realtime');
  });

  it('the later may have its costs stored before the earlier came', () => {
    const [cost, end] = reported({ id: 'late', llm: 0.75 });
    expect(row(cost!, ...first, end!).cost.llm_usd).toBe(0.75);
  });
});

describe('a turn that was corrected', () => {
  const turn = (response: number, id: string) => ({ turn: 0, latency: { response_ms: response }, id });

  it('counts once, with what its last correction says', () => {
    const first = aTurn(turn(900, 'a'), { occurred_at: T0 + 9 });
    const [one, other] = [500, 700].map((ms) => aTurnCorrected(turn(ms, 'x'), { occurred_at: T0 }));
    expect(row(first, one!, other!).latency.response_ms).toMatchObject({ n: 1, p50: 700 });
    expect(row(first, other!, one!).latency.response_ms).toMatchObject({ n: 1, p50: 500 });
    expect(row(one!, other!, first).latency.response_ms).toMatchObject({ n: 1, p50: 700 });
  });
});

describe('everything but the order of reports', () => {
  const reports = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      endedAt: fc.constantFrom(T0, T0 + 1),
      llm: fc.constantFrom(0.5, 0.75, undefined),
      tts: fc.constantFrom(0.25, undefined),
    }),
    { minLength: 1, maxLength: 3, selector: ({ id }) => id },
  );
  /** How many of the other events come before each report. */
  const places = fc.array(fc.nat(14), { minLength: 3, maxLength: 3 });

  it('may come in any order: the money is that of the last report and of the costs told by themselves', () => {
    fc.assert(
      fc.property(eventsOfACall, reports, places, places, (events, told, here, there) => {
        const units = told.map(({ llm, tts, ...rest }) =>
          reported({ ...rest, ...(llm === undefined ? {} : { llm }), ...(tts === undefined ? {} : { tts }) }),
        );
        const [one, other] = [here, there].map((cuts) => {
          const all = between(events, units, cuts);
          return stored(all).reduce<CallState | null>(evolveCall, null)!;
        });
        expect({ ...callRow(one!), position: 0 }).toEqual({ ...callRow(other!), position: 0 });
        expect([...costsOf(one!)]).toEqual([...costsOf(other!)]);
        expect(one!.end?.report?.id).toBe(told.at(-1)?.id);
      }),
      RUNS,
    );
  });

  /** The events in their order, and the reports in theirs, each report after as many events as its cut says. */
  function between(events: readonly CallEvent[], units: readonly CallEvent[][], cuts: readonly number[]): CallEvent[] {
    const sorted = [...cuts].sort((a, b) => a - b);
    const placed = units.map((unit, index) => ({ unit, at: sorted[index]! }));
    return [
      ...events.flatMap((event, index) => [
        ...placed.filter(({ at }) => at === index).flatMap(({ unit }) => unit),
        event,
      ]),
      ...placed.filter(({ at }) => at >= events.length).flatMap(({ unit }) => unit),
    ];
  }
});

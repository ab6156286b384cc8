import fc from 'fast-check';
import type { StoredEvent } from '@callscope/call-events';
import { RUNS } from '../../../call-events/src/testing';
import { HEADLINE_STAGES, type HeadlineStage } from '../call-row';
import { callsRichIn } from '../testing/any-call';
import { folded, ofType, strongest, toldAt, turnsInForce } from '../testing/in-force';
import { callRow } from '../view';

const calls = callsRichIn('turn.completed', 'turn.corrected', 'latency.recorded');

/** The values of a stage that count, upwards: of completed turns, and no longer than 60 s. */
function values(events: readonly StoredEvent[], stage: HeadlineStage): number[] {
  return turnsInForce(events)
    .filter(({ data }) => data.outcome === 'completed')
    .map(({ data }) => {
      const apart = ofType(events, 'latency.recorded').filter(
        (event) => event.data.stage === stage && event.data.turn === data.turn,
      );
      return data.latency?.[stage] ?? strongest(apart, toldAt)?.data.value_ms ?? Infinity;
    })
    .filter((value) => value <= 60_000)
    .sort((a, b) => a - b);
}

/** Type 7: a share of the way from the first value to the last, on straight lines between neighbours. */
function percentile(sorted: readonly number[], share: number): number {
  const way = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(way)]!, sorted[Math.ceil(way)]!];
  return below * (1 - (way % 1)) + above * (way % 1);
}

describe('rule 4: the latency of a call', () => {
  it.each(HEADLINE_STAGES)('%s has percentiles of the completed turns, with their n, from one on', (stage) => {
    fc.assert(
      fc.property(calls, (events) => {
        const found = callRow(folded(events)).latency[stage];
        const sorted = values(events, stage);
        expect(found).toMatchObject({ n: sorted.length, min: sorted[0] ?? null, max: sorted.at(-1) ?? null });
        for (const percent of [50, 90, 95, 99] as const) {
          const value = found[`p${percent}`];
          if (sorted.length === 0) expect(value).toBeNull();
          else expect(value).toBeCloseTo(percentile(sorted, percent / 100), 6);
        }
      }),
      RUNS,
    );
  });

  it('says that the response was added up where a turn that counts comes from a source that does so', () => {
    fc.assert(
      fc.property(calls, (events) => {
        const { latency } = callRow(folded(events));
        const summed = turnsInForce(events).some(({ source }) => source?.framework === 'patter');
        for (const stage of HEADLINE_STAGES) {
          const method = stage === 'response_ms' && summed ? 'summed' : 'measured';
          expect(latency[stage].method).toBe(values(events, stage).length > 0 ? method : null);
        }
      }),
      RUNS,
    );
  });

  it('counts its turns by how they ended', () => {
    fc.assert(
      fc.property(calls, (events) => {
        const outcomes = turnsInForce(events).map(({ data }) => data.outcome);
        const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
        const { turns } = callRow(folded(events));
        expect(turns).toEqual({ completed: count('completed'), interrupted: count('interrupted') });
      }),
      RUNS,
    );
  });
});

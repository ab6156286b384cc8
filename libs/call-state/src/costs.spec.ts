import fc from 'fast-check';
import {
  COST_COMPONENTS,
  type CostBasis,
  type CostRecorded,
  LOGGED_REPORT,
  type StoredEnvelope,
} from '@callscope/call-events';
import { aCost, costData, named, RUNS, shuffled, stored, T0 } from '../../call-events/src/testing';
import { type ComponentCost, type Costs, evolveCosts, standingCosts, weaker } from './costs';

function costsAfter(...events: CostRecorded[]): Costs {
  return stored(events).reduce<Costs>((costs, event) => evolveCosts(costs, event as CostRecorded & StoredEnvelope), {});
}

function llm(...events: CostRecorded[]): Partial<ComponentCost> {
  return standingCosts(costsAfter(...events), null).get('llm') ?? {};
}

/** The rule once more, by brute force over all costs of one component. */
function expected(all: readonly CostRecorded[]): { nano: string; savings: string } | undefined {
  const billed = all.filter(({ data }) => data.basis === 'billed');
  const sure = billed.length > 0 ? billed : all;
  const newest = (mode: string) =>
    sure
      .filter(({ data }) => data.mode === mode)
      .sort((a, b) => (a.occurred_at ?? 0) - (b.occurred_at ?? 0) || (a.id < b.id ? -1 : 1))
      .slice(-1);
  const finals = newest('final');
  const deltas = sure.filter(({ data }) => data.mode === 'delta');
  const counted = finals.length > 0 ? finals : [...newest('cumulative'), ...deltas];
  if (counted.length === 0) return undefined;
  const sum = (key: 'amount_nano_usd' | 'savings_nano_usd') =>
    String(counted.reduce((total, { data }) => total + (data[key] ?? 0), 0));
  return { nano: sum('amount_nano_usd'), savings: sum('savings_nano_usd') };
}

const costs = fc.uniqueArray(named(costData.map((data) => aCost(data))), {
  maxLength: 12,
  selector: ({ id }) => id,
});

describe('what a component of a call costs', () => {
  it('is, in any order, billed before all else, then final, then the last cumulative and the deltas', () => {
    fc.assert(
      fc.property(costs.chain(shuffled), (events) => {
        const standing = standingCosts(costsAfter(...events), null);
        for (const component of COST_COMPONENTS) {
          const own = events.filter(({ data }) => data.component === component);
          const found = standing.get(component);
          expect(found && { nano: found.nano, savings: found.savings }).toEqual(expected(own));
        }
      }),
      RUNS,
    );
  });

  it('grows with each delta', () => {
    const delta = (nano: number) => aCost({ mode: 'delta', amount_nano_usd: nano, savings_nano_usd: 2 * nano });
    expect(llm(delta(5), delta(7))).toMatchObject({ nano: '12', savings: '24' });
  });

  it.each(['cumulative', 'final'] as const)(
    'is, of two that are %s, the later, else that with the greater id',
    (mode) => {
      const told = (nano: number, id: string, at: number) =>
        aCost({ mode, amount_nano_usd: nano }, { id, occurred_at: at });
      for (const events of [
        [told(5, 'a', T0 + 1), told(7, 'b', T0)],
        [told(5, 'b', T0), told(7, 'a', T0)],
      ]) {
        expect([llm(...events).nano, llm(...events.reverse()).nano]).toEqual(['5', '5']);
      }
    },
  );

  it('is exact where a double would not be', () => {
    const most = () => aCost({ mode: 'delta', amount_nano_usd: 9e15 });
    expect(llm(most(), most(), aCost({ mode: 'delta', amount_nano_usd: 1 })).nano).toBe('18000000000000001');
  });

  it('is known, and 0, where a cost of 0 was told', () => {
    expect(llm(aCost({ amount_nano_usd: 0 }))).toMatchObject({ nano: '0' });
    expect(llm()).toEqual({});
  });

  it.each<[string, CostRecorded[], CostBasis]>([
    ['billed, where a bill replaces estimates', [aCost(), aCost({ basis: 'billed' })], 'billed'],
    ['that of the final one', [aCost({ mode: 'delta' }), aCost({ basis: 'vendor_reported' })], 'vendor_reported'],
    [
      'the weakest of those that are added',
      [aCost({ mode: 'delta', basis: 'vendor_reported' }), aCost({ mode: 'delta' })],
      'estimated',
    ],
    [
      'the weakest of cumulative and delta',
      [aCost({ mode: 'cumulative' }), aCost({ mode: 'delta', basis: 'vendor_reported' })],
      'estimated',
    ],
  ])('is as sure as its basis: %s', (_what, events, basis) => {
    expect([llm(...events).basis, llm(...events.reverse()).basis]).toEqual([basis, basis]);
  });
});

describe('costs that a report tells', () => {
  const ofReport = (id: string, nano: number) => aCost({ report_id: id, amount_nano_usd: nano });
  const both = costsAfter(ofReport('r1', 1), ofReport('r2', 2));

  it.each([
    ['r1', '1'],
    ['r2', '2'],
  ])('count only while that report, %s, is in force', (report, nano) => {
    expect(standingCosts(both, report).get('llm')?.nano).toBe(nano);
  });

  it('do not count while no report is in force', () => {
    expect(standingCosts(both, null).size).toBe(0);
  });

  it('take the place of what a call log says, component by component that it does not name, too', () => {
    const log = [LOGGED_REPORT, LOGGED_REPORT].map((id, index) =>
      aCost({ report_id: id, component: index === 0 ? 'llm' : 'tts', amount_nano_usd: 9 }),
    );
    const all = costsAfter(...log, ofReport('r1', 5));
    expect([...standingCosts(all, null).keys()]).toEqual(['llm', 'tts']);
    expect([...standingCosts(all, 'r2').keys()]).toEqual(['llm', 'tts']);
    expect([...standingCosts(all, 'r1')].map(([component, { nano }]) => [component, nano])).toEqual([['llm', '5']]);
  });

  it('stand beside those that were told by themselves, under the same rules', () => {
    const live = aCost({ amount_nano_usd: 70, mode: 'delta' });
    const bill = aCost({ amount_nano_usd: 90, basis: 'billed' });
    expect(standingCosts(costsAfter(live, ofReport('r1', 5)), 'r1').get('llm')?.nano).toBe('5');
    expect(standingCosts(costsAfter(bill, ofReport('r1', 5)), 'r1').get('llm')?.nano).toBe('90');
    const later = aCost({ amount_nano_usd: 6 }, { occurred_at: T0 });
    expect(standingCosts(costsAfter(later, ofReport('r1', 5)), 'r1').get('llm')?.nano).toBe('6');
  });
});

describe('the surer of two bases', () => {
  it.each<[CostBasis, CostBasis, CostBasis]>([
    ['billed', 'estimated', 'estimated'],
    ['billed', 'vendor_reported', 'vendor_reported'],
    ['vendor_reported', 'estimated', 'estimated'],
    ['billed', 'billed', 'billed'],
  ])('gives way: %s and %s are together %s', (one, other, together) => {
    expect([weaker(one, other), weaker(other, one)]).toEqual([together, together]);
  });
});

import fc from 'fast-check';
import { COST_COMPONENTS, type CostComponent, LOGGED_REPORT, type StoredEvent } from '@callscope/call-events';
import { RUNS } from '../../../call-events/src/testing';
import { callsRichIn } from '../testing/any-call';
import { endInForce, folded, ofType, strongest, toldAt } from '../testing/in-force';
import { callRow, costsOf } from '../view';

const calls = callsRichIn('cost.recorded', 'call.ended');

const SURENESS = ['estimated', 'vendor_reported', 'billed'];

/** The costs that make up one component: those of no report and of the one in force, else of the log, the surest of them. */
function costsInForce(events: readonly StoredEvent[], component: CostComponent) {
  const costs = ofType(events, 'cost.recorded');
  const inForce = endInForce(events)?.data.report_id;
  const isTold = inForce !== undefined && costs.some(({ data }) => data.report_id === inForce);
  const report = isTold ? inForce : LOGGED_REPORT;
  const told = costs.filter(
    ({ data }) => data.component === component && (data.report_id === undefined || data.report_id === report),
  );
  const billed = told.filter(({ data }) => data.basis === 'billed');
  const sure = billed.length > 0 ? billed : told;
  const of = (mode: string) => sure.filter(({ data }) => data.mode === mode);
  const [final, cumulative] = [strongest(of('final'), toldAt), strongest(of('cumulative'), toldAt)];
  if (final) return [final];
  return [...(cumulative ? [cumulative] : []), ...of('delta')];
}

type Costs = ReturnType<typeof costsInForce>;

const sum = (costs: Costs, key: 'amount_nano_usd' | 'savings_nano_usd'): bigint =>
  costs.reduce((total, { data }) => total + BigInt(data[key] ?? 0), 0n);

function weakest(costs: Costs): string | null {
  return SURENESS.find((basis) => costs.some(({ data }) => data.basis === basis)) ?? null;
}

const usd = (costs: Costs): number | null => (costs.length > 0 ? Number(sum(costs, 'amount_nano_usd')) / 1e9 : null);

describe('rule 3: the money of a call', () => {
  it('is, of each component, the bill, else the final sum, else the last cumulative one with all deltas', () => {
    fc.assert(
      fc.property(calls, (events) => {
        const expected = COST_COMPONENTS.flatMap((component) => {
          const costs = costsInForce(events, component);
          const [nano, savings] = [sum(costs, 'amount_nano_usd'), sum(costs, 'savings_nano_usd')].map(String);
          return costs.length > 0 ? [[component, { nano, savings, basis: weakest(costs) }]] : [];
        });
        expect([...costsOf(folded(events))]).toEqual(expected);
      }),
      RUNS,
    );
  });

  it('is, as it is shown, the sum of its components', () => {
    fc.assert(
      fc.property(calls, (events) => {
        const of = (...components: CostComponent[]) => components.flatMap((name) => costsInForce(events, name));
        const all = of(...COST_COMPONENTS);
        const saved = sum(all, 'savings_nano_usd');
        expect(callRow(folded(events)).cost).toEqual({
          total_usd: usd(all),
          stt_usd: usd(of('stt')),
          llm_usd: usd(of('llm')),
          tts_usd: usd(of('tts')),
          telephony_usd: usd(of('telephony')),
          other_usd: usd(of('realtime', 'platform', 'other')),
          savings_usd: saved > 0n ? Number(saved) / 1e9 : null,
          basis: weakest(all),
        });
      }),
      RUNS,
    );
  });
});

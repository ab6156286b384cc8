import {
  addNano,
  COST_COMPONENTS,
  type CostBasis,
  type CostComponent,
  type CostRecorded,
  LOGGED_REPORT,
  type NanoSum,
  type StoredEnvelope,
} from '@callscope/call-events';
import { outranks, tell, tellingOf, type Told } from './told';

interface Amount {
  readonly nano: number;
  readonly savings: number;
  readonly basis: CostBasis;
}

/** All that was told about one component with one standing: billed, or less sure than that. */
interface Ledger {
  readonly deltas?: { readonly nano: NanoSum; readonly savings: NanoSum; readonly basis: CostBasis };
  readonly cumulative?: Told<Amount>;
  readonly final?: Told<Amount>;
}

/** What one teller (the events themselves, or one end report) says about the money of a call. */
export interface ToldCosts {
  readonly [componentAndStanding: string]: Ledger;
}

/** Keyed by `report_id`, or '' for costs that belong to no report. */
export interface Costs {
  readonly [reportId: string]: ToldCosts;
}

/** Money of one component as it stands: integer nano-USD. */
export interface ComponentCost {
  readonly nano: NanoSum;
  readonly savings: NanoSum;
  readonly basis: CostBasis;
}

/** From least to most sure: a sum is as sure as its weakest part. */
const SURENESS: readonly CostBasis[] = ['estimated', 'vendor_reported', 'billed'];

export function weaker(a: CostBasis, b: CostBasis): CostBasis {
  return SURENESS.indexOf(a) <= SURENESS.indexOf(b) ? a : b;
}

export function evolveCosts(costs: Costs, event: CostRecorded & StoredEnvelope): Costs {
  const { component, basis, report_id: reportId = '' } = event.data;
  const key = `${component}:${basis === 'billed' ? 'billed' : 'other'}`;
  const told: Record<string, Ledger> = { ...costs[reportId] };
  told[key] = evolveLedger(told[key] ?? {}, event);
  return { ...costs, [reportId]: told };
}

/**
 * What a report told is dropped when another comes into force; costs may be stored before their own report. What a call
 * log says stays, also beside a report that took its name: it counts wherever a report says nothing of money.
 */
export function dropReport(costs: Costs, reportId: string): Costs {
  if (reportId === '' || reportId === LOGGED_REPORT) return costs;
  return Object.fromEntries(Object.entries(costs).filter(([id]) => id !== reportId));
}

/** Written out once: they are looked up for every row of a call. */
const LEDGERS = COST_COMPONENTS.map((component) => ({
  component,
  billed: `${component}:billed`,
  other: `${component}:other`,
}));

/**
 * The money of each component: billed before all else, then final, then the last cumulative plus the deltas.
 * @param reportId of the report in force; where there is none, or it says nothing of money, a call log stands in.
 */
export function standingCosts(costs: Costs, reportId: string | null): Map<CostComponent, ComponentCost> {
  const reported = reportId === null ? undefined : costs[reportId];
  const tellers = [costs[''], reported ?? costs[LOGGED_REPORT]].filter((told) => told !== undefined);
  const found = new Map<CostComponent, ComponentCost>();
  for (const { component, billed, other } of LEDGERS) {
    const cost = settle(tellers, billed) ?? settle(tellers, other);
    if (cost) found.set(component, cost);
  }
  return found;
}

function evolveLedger(ledger: Ledger, event: CostRecorded & StoredEnvelope): Ledger {
  const { mode, basis, amount_nano_usd: nano, savings_nano_usd: savings = 0 } = event.data;
  const amount: Amount = { nano, savings, basis };
  switch (mode) {
    case 'final':
      return { ...ledger, final: tell(ledger.final, amount, tellingOf(event)) };
    case 'cumulative':
      return { ...ledger, cumulative: tell(ledger.cumulative, amount, tellingOf(event)) };
    case 'delta': {
      const sum = ledger.deltas ?? { nano: '0', savings: '0', basis };
      return {
        ...ledger,
        deltas: {
          nano: addNano(sum.nano, nano),
          savings: addNano(sum.savings, savings),
          basis: weaker(sum.basis, basis),
        },
      };
    }
  }
}

/** Written as one loop: it runs for every component of every call that money is told of. */
function settle(tellers: readonly ToldCosts[], key: string): ComponentCost | null {
  let final: Told<Amount> | undefined;
  let cumulative: Told<Amount> | undefined;
  let deltas: ComponentCost | null = null;
  for (const told of tellers) {
    const ledger = told[key];
    if (!ledger) continue;
    final = newer(final, ledger.final);
    cumulative = newer(cumulative, ledger.cumulative);
    if (ledger.deltas) deltas = plus(deltas, ledger.deltas);
  }
  if (final) return plus(null, final.value);
  return cumulative ? plus(deltas, cumulative.value) : deltas;
}

function plus(sum: ComponentCost | null, { nano, savings, basis }: Amount | ComponentCost): ComponentCost {
  return {
    nano: addNano(sum?.nano ?? '0', nano),
    savings: addNano(sum?.savings ?? '0', savings),
    basis: sum ? weaker(sum.basis, basis) : basis,
  };
}

function newer(best: Told<Amount> | undefined, next: Told<Amount> | undefined): Told<Amount> | undefined {
  return next && (!best || outranks(next, best)) ? next : best;
}

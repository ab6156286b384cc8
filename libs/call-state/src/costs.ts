import {
  addNano,
  COST_COMPONENTS,
  type CostBasis,
  type CostComponent,
  type CostRecorded,
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
  const told = costs[reportId] ?? {};
  return { ...costs, [reportId]: { ...told, [key]: evolveLedger(told[key] ?? {}, event) } };
}

/** What a report told is dropped when another comes into force; costs may be stored before their own report. */
export function dropReport(costs: Costs, reportId: string): Costs {
  return Object.fromEntries(Object.entries(costs).filter(([id]) => id === '' || id !== reportId));
}

/** Written out once: they are looked up for every row of a call. */
const LEDGERS = COST_COMPONENTS.map((component) => ({
  component,
  billed: `${component}:billed`,
  other: `${component}:other`,
}));

/** The money of each component: billed before all else, then final, then the last cumulative plus the deltas. */
export function standingCosts(costs: Costs, reportId: string | null): Map<CostComponent, ComponentCost> {
  const tellers = [costs[''], reportId === null ? undefined : costs[reportId]].filter((told) => told !== undefined);
  const found = new Map<CostComponent, ComponentCost>();
  for (const { component, billed, other } of LEDGERS) {
    const cost = settle(ledgersOf(tellers, billed)) ?? settle(ledgersOf(tellers, other));
    if (cost) found.set(component, cost);
  }
  return found;
}

function ledgersOf(tellers: readonly ToldCosts[], key: string): Ledger[] {
  return tellers.map((told) => told[key]).filter((ledger) => ledger !== undefined);
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

function settle(ledgers: readonly Ledger[]): ComponentCost | null {
  if (ledgers.length === 0) return null;
  const final = newest(ledgers.map((ledger) => ledger.final));
  const parts = final
    ? [final.value]
    : [newest(ledgers.map((l) => l.cumulative))?.value, ...ledgers.map((l) => l.deltas)];
  const told = parts.filter((part) => part !== undefined);
  const first = told[0];
  if (!first) return null;
  return {
    nano: told.reduce<NanoSum>((sum, part) => addNano(sum, part.nano), '0'),
    savings: told.reduce<NanoSum>((sum, part) => addNano(sum, part.savings), '0'),
    basis: told.reduce<CostBasis>((basis, part) => weaker(basis, part.basis), first.basis),
  };
}

function newest(tellings: readonly (Told<Amount> | undefined)[]): Told<Amount> | undefined {
  return tellings.reduce((best, next) => (next && (!best || outranks(next, best)) ? next : best), undefined);
}

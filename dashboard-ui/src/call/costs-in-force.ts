import type { CostRecordedData, StoredEvent } from '@callscope/call-events';

type Told = Extract<StoredEvent, { type: 'cost.recorded' }>;

/** The `report_id` of what a call log says: it counts while no report in force says anything of money. */
const LOGGED = 'call-log';

/**
 * What the money of a call is made of. Of each component: billed before all else, then final, then the last cumulative
 * and the deltas. The strongest of a component stands last.
 */
export function costsInForce(events: readonly StoredEvent[]): CostRecordedData[] {
  const costs = events.filter((event): event is Told => event.type === 'cost.recorded');
  const reports = events.flatMap((event) => (event.type === 'call.ended' ? (event.data.report_id ?? []) : []));
  const newest = reports.at(-1) ?? LOGGED;
  const report = costs.some(({ data }) => data.report_id === newest) ? newest : LOGGED;
  const told = costs
    .filter(({ data }) => (data.report_id ?? report) === report)
    .sort((a, b) => rank(a) - rank(b) || (a.occurred_at ?? 0) - (b.occurred_at ?? 0) || (a.id < b.id ? -1 : 1))
    .map(({ data }) => data);
  return told.filter((cost) => {
    const same = told.findLast(({ component }) => component === cost.component);
    return cost === same || (cost.mode === 'delta' && same?.mode !== 'final' && isBilled(cost) === isBilled(same));
  });
}

const isBilled = (cost?: CostRecordedData): boolean => cost?.basis === 'billed';
const rank = ({ data }: Told): number => ['delta', 'cumulative', 'final'].indexOf(data.mode) + (isBilled(data) ? 3 : 0);

import { type CallHead, callHead, callLatencyMs, type CallState, costsOf, statedCostNano } from '@callscope/call-state';
import { COST_BASES, COST_COMPONENTS, type CostBasis, type CostComponent } from '@callscope/call-events';
import { changeOf, type CountChange, putAmount } from './counts';

type Counted = ReadonlyMap<string, number>;

/**
 * What a call itself counts, beside its turns: see the table of `AggregatesRow`. In three parts, since most events
 * change none of them or one; a part that is the very same object has not changed.
 */
export interface CallCounts extends Pick<CallState, 'costs' | 'end'>, Pick<CallHead, 'live' | 'status' | 'direction'> {
  readonly standing: Counted;
  readonly money: Counted;
  readonly outcome: Counted;
}

const NOTHING: Counted = new Map();

/** `known`: the counts of the same call at an earlier state, of which what still holds is taken over. */
export function callCounts(call: CallState, known: CallCounts | null): CallCounts {
  const { live, status, direction } = callHead(call);
  const same = known?.live === live ? known : null;
  const sameStanding = same?.status === status && same.direction === direction;
  const sameMoney = same?.costs === call.costs && same.end === call.end;
  return {
    live,
    status,
    direction,
    costs: call.costs,
    end: call.end,
    standing: sameStanding ? same.standing : standingOf(direction, live ? `active:${direction}` : `ended:${status}`),
    money: sameMoney ? same.money : moneyOf(call, live ? 'active' : 'ended'),
    outcome: live ? NOTHING : outcomeOf(call),
  };
}

/** What makes `after` of `before`. */
export function changeOfCounts(before: CallCounts | null, after: CallCounts | null): CountChange {
  const standing = partChange(before, after, 'standing');
  const money = partChange(before, after, 'money');
  const outcome = partChange(before, after, 'outcome');
  if (outcome.length > 0 || (standing.length > 0 && money.length > 0)) return [...standing, ...money, ...outcome];
  return standing.length > 0 ? standing : money;
}

const NO_CHANGE: CountChange = [];

function partChange(
  before: CallCounts | null,
  after: CallCounts | null,
  part: 'standing' | 'money' | 'outcome',
): CountChange {
  const was = before === null ? null : before[part];
  const is = after === null ? null : after[part];
  return was === is ? NO_CHANGE : changeOf(was, is);
}

const STANDINGS = new Map<string, Counted>();

/** There are few, and each is one object: how most calls stand is how others stand, too. */
function standingOf(direction: string, standing: string): Counted {
  const name = `${direction} ${standing}`;
  const known = STANDINGS.get(name);
  if (known) return known;
  const made = new Map([
    [`direction:${direction}`, 1],
    [standing, 1],
  ]);
  STANDINGS.set(name, made);
  return made;
}

type MoneyNames = Readonly<Record<CostBasis | 'nano' | 'savings', string>>;

/** Put together once: each is then one and the same text wherever it is counted. */
const MONEY_NAMES = { active: moneyNames('active'), ended: moneyNames('ended') };

function moneyNames(standing: 'active' | 'ended'): Readonly<Record<CostComponent, MoneyNames>> {
  const names = COST_COMPONENTS.map((component) => {
    const words = [...COST_BASES, 'nano', 'savings'].map((word) => [word, `cost:${standing}:${component}:${word}`]);
    return [component, Object.fromEntries(words) as MoneyNames];
  });
  return Object.fromEntries(names) as Record<CostComponent, MoneyNames>;
}

function moneyOf(call: CallState, standing: 'active' | 'ended'): Counted {
  const costs = costsOf(call);
  if (costs.size === 0) return NOTHING;
  const counts = new Map<string, number>();
  for (const [component, { nano, savings, basis }] of costs) {
    const names = MONEY_NAMES[standing][component];
    counts.set(names[basis], 1);
    putAmount(counts, names.nano, whole(nano));
    putAmount(counts, names.savings, whole(savings));
  }
  return counts;
}

function outcomeOf(call: CallState): Counted {
  const counts = new Map<string, number>();
  putMean(counts, 'duration', callHead(call).duration_ms);
  putMean(counts, 'call_latency', callLatencyMs(call));
  putAmount(counts, 'stated:nano', whole(statedCostNano(call)));
  return counts;
}

/** A report may state any number as its latency: one that would spoil the sum for good is as good as none. */
function putMean(counts: Map<string, number>, name: string, valueMs: number | null): void {
  const us = Math.round((valueMs ?? NaN) * 1_000);
  if (!Number.isSafeInteger(us)) return;
  counts.set(`${name}:n`, 1);
  putAmount(counts, `${name}:us`, us);
}

/** A sum as text; most are small enough for a number. */
function whole(sum: string): number | bigint {
  return sum.length <= 15 ? Number(sum) : BigInt(sum);
}

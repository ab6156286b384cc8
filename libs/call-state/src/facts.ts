import {
  type AgentRef,
  type CallEnded,
  type CallInitiated,
  type CallStarted,
  type Direction,
  isObject,
  type Mode,
  type Providers,
  type StoredEnvelope,
} from '@callscope/call-events';
import { reportedFacts } from './reported-facts';
import { tell, type Telling, tellingOf, type Told } from './told';

/** What a call is: who, which way, by what means. */
export interface Facts {
  readonly direction?: Told<Direction>;
  readonly from?: Told<string>;
  readonly to?: Told<string>;
  readonly carrier?: Told<string>;
  readonly agent?: Told<AgentRef>;
  readonly mode?: Told<Mode>;
  readonly providers?: Told<Providers>;
  /** Numbers that their source masked or hashed: they stand only where nobody tells the real one. */
  readonly masked_from?: Told<string>;
  readonly masked_to?: Told<string>;
}

/** The events that tell facts of the call itself. */
export type FactEvent = CallInitiated | CallStarted | CallEnded;

/** Which type of event is believed over which. */
const RANK = { 'call.started': 3, 'call.initiated': 2, others: 1 } as const;

type Field = Exclude<keyof Facts, 'masked_from' | 'masked_to'>;

type FactValues = { readonly [K in Field]?: NonNullable<Facts[K]>['value'] | undefined };

export function evolveFacts(facts: Facts, event: FactEvent & StoredEnvelope): Facts {
  switch (event.type) {
    case 'call.started':
    case 'call.initiated':
      return merge(facts, event.data, tellingOf(event, RANK[event.type]));
    case 'call.ended':
      return merge(withoutReport(facts), reportedFacts(event.data.report ?? {}), tellingOf(event, RANK.others));
  }
}

/** What only a report told goes with it; called when another end comes into force. */
function withoutReport(facts: Facts): Facts {
  // Most calls were told what they are before they end.
  if (Object.values(facts).every(({ rank }) => rank !== RANK.others)) return facts;
  return Object.fromEntries(Object.entries(facts).filter(([, { rank }]) => rank !== RANK.others));
}

function merge(facts: Facts, told: FactValues, telling: Telling): Facts {
  const next: { -readonly [K in keyof Facts]: Facts[K] } = { ...facts };
  if (says(told.direction)) next.direction = tell(facts.direction, told.direction, telling);
  if (says(told.from)) {
    const field = isMasked(told.from) ? 'masked_from' : 'from';
    next[field] = tell(facts[field], told.from, telling);
  }
  if (says(told.to)) {
    const field = isMasked(told.to) ? 'masked_to' : 'to';
    next[field] = tell(facts[field], told.to, telling);
  }
  if (says(told.carrier)) next.carrier = tell(facts.carrier, told.carrier, telling);
  const agent = spoken(told.agent);
  if (agent) next.agent = tell(facts.agent, agent, telling);
  if (says(told.mode)) next.mode = tell(facts.mode, told.mode, telling);
  const providers = spoken(told.providers);
  if (providers) next.providers = tell(facts.providers, providers, telling);
  return next;
}

/** Facts that tell of nobody, and from which type of event on: of the others they are no known field. */
const PUBLIC = [
  ['direction', RANK['call.initiated']],
  ['carrier', RANK['call.initiated']],
  ['agent', RANK['call.initiated']],
  ['mode', RANK['call.started']],
  ['providers', RANK['call.started']],
] as const satisfies (readonly [keyof Facts, number])[];

/** What the erased events of a call still tell; always in the same order. */
export function publicFacts(facts: Facts): Facts {
  const told = PUBLIC.filter(([name, rank]) => (facts[name]?.rank ?? 0) >= rank);
  return Object.fromEntries(told.map(([name]) => [name, facts[name]]));
}

/** As sources and this service mask: `***42`, `+44***42`, or a hash. */
function isMasked(party: string): boolean {
  return /^((\+\d{1,3})?\*\*\*|sha256:)/.test(party);
}

/** Empty strings and `unknown` never take the place of a real value. */
function says<T>(value: T | undefined): value is T {
  if (value === undefined || value === '' || value === 'unknown') return false;
  return true;
}

/**
 * A value without all in it that says nothing, and without objects that are empty then; undefined when nothing is left.
 * Most say all that they hold: such a one is the very same object, not a copy.
 */
function spoken<T>(value: T | undefined): T | undefined {
  if (saysAll(value)) return value;
  if (!isObject(value)) return undefined;
  const kept = Object.entries(value).flatMap(([name, member]) => {
    const said = spoken(member);
    return said === undefined ? [] : [[name, said] as const];
  });
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as T);
}

function saysAll(value: unknown): boolean {
  if (!isObject(value)) return says(value);
  let isEmpty = true;
  for (const name in value) {
    if (!saysAll(value[name])) return false;
    isEmpty = false;
  }
  return !isEmpty;
}

import type { AgentRef, Direction, Mode, Providers, StoredEvent } from '@callscope/call-events';
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
}

/** Which type of event is believed over which. */
const RANK = { 'call.started': 3, 'call.initiated': 2, others: 1 } as const;

type FactValues = { readonly [K in keyof Facts]?: NonNullable<Facts[K]>['value'] | undefined };

export function evolveFacts(facts: Facts, event: StoredEvent): Facts {
  switch (event.type) {
    case 'call.started':
    case 'call.initiated':
      return merge(facts, event.data, tellingOf(event, RANK[event.type]));
    case 'call.ended':
      return event.data.report ? merge(facts, reportedFacts(event.data.report), tellingOf(event, RANK.others)) : facts;
    case 'call.status_changed':
    case 'turn.completed':
    case 'turn.corrected':
    case 'cost.recorded':
      return facts;
  }
}

function merge(facts: Facts, told: FactValues, telling: Telling): Facts {
  const next: { -readonly [K in keyof Facts]: Facts[K] } = { ...facts };
  if (says(told.direction)) next.direction = tell(facts.direction, told.direction, telling);
  if (says(told.from)) next.from = tell(facts.from, told.from, telling);
  if (says(told.to)) next.to = tell(facts.to, told.to, telling);
  if (says(told.carrier)) next.carrier = tell(facts.carrier, told.carrier, telling);
  if (says(told.agent)) next.agent = tell(facts.agent, told.agent, telling);
  if (says(told.mode)) next.mode = tell(facts.mode, told.mode, telling);
  if (says(told.providers)) next.providers = tell(facts.providers, told.providers, telling);
  return next;
}

/** Empty strings, `unknown` and masked numbers never take the place of a real value. */
function says<T>(value: T | undefined): value is T {
  if (value === undefined || value === '' || value === 'unknown') return false;
  return !(typeof value === 'string' && value.startsWith('***'));
}

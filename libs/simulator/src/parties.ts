import type { CallParties } from '@callscope/call-events';
import type { CallPlan } from './call-plan';

/** Who speaks with whom, as the events tell it. */
export function partiesOf({ direction, from, to, carrier, agent, scene }: CallPlan): CallParties {
  return {
    direction,
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(carrier === null ? {} : { carrier: carrier.name }),
    agent,
    metadata: { simulated: true, domain: scene.domain, language: scene.language },
  };
}

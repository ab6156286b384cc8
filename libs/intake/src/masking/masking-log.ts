import type { CallEvent } from '@callscope/call-events';
import type { AppendOutcome, EventLog } from '@callscope/event-log';
import { type Masked, maskEvent } from './mask-event';

/**
 * The log as a service has it that masks: whatever is appended, by whichever adapter, is masked on its way, and what
 * decides about repeats is the event as it was told. Nothing else of the log is changed.
 */
export function maskingLog(log: EventLog, how: Masked | 'off'): EventLog {
  if (how === 'off') return log;
  const append = (events: readonly CallEvent[], told = events): Promise<readonly AppendOutcome[]> =>
    log.append(
      events.map((event) => maskEvent(event, how)),
      told,
    );
  return new Proxy(log, {
    get(target, name): unknown {
      if (name === 'append') return append;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}

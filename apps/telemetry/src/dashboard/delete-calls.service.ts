import { type CallHidden, currentVersion } from '@callscope/call-events';
import { callHead, type CallState } from '@callscope/call-state';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { CallsQueries, type Remote } from '@callscope/projections';
import { Inject, Injectable } from '@nestjs/common';

/** Hides ended calls from lists and totals. Nothing is taken from the log: hiding is an event like any other. */
@Injectable()
export class DeleteCalls {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CallsQueries) private readonly calls: Remote<CallsQueries>,
  ) {}

  /**
   * The ids of those that it has hidden; calls that run, are hidden already, or that nobody knows are left out.
   * @throws StorageUnavailableError when the log cannot store.
   */
  async hide(callIds: readonly string[]): Promise<readonly string[]> {
    const calls = await this.calls.many(callIds);
    const hidden = calls.filter((call) => !call.hidden && !callHead(call).live).map(hiding);
    if (hidden.length > 0) await this.log.append(hidden);
    return hidden.map((event) => event.call_id);
  }
}

/**
 * The id names the state of the call that is hidden: two who hide it at once write one event, and one who hides it after
 * it was shown again writes a new one.
 */
function hiding({ call_id, position }: CallState): CallHidden {
  return {
    id: `callscope:${call_id}:hidden:${position}`,
    type: 'call.hidden',
    v: currentVersion('call.hidden'),
    call_id,
    data: {},
  };
}

import { callRow, type CallState } from '@callscope/call-state';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { ActiveCallsQueries, CallsQueries } from '@callscope/projections';
import { Inject, Injectable } from '@nestjs/common';
import { activeRecord, type CallRecord, endedRecord } from './call-record';

/** Calls in Patter's shape: rows from the views, what the SDK reported from the log. */
@Injectable()
export class CallRecords {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly calls: CallsQueries,
    private readonly activeCalls: ActiveCallsQueries,
  ) {}

  ended(limit: number, offset: number): CallRecord[] {
    return this.calls.ended(limit, offset).map((state) => this.#record(state));
  }

  active(): CallRecord[] {
    return this.activeCalls.all().map((state) => this.#record(state));
  }

  one(callId: string): CallRecord | null {
    const state = this.calls.one(callId);
    return state ? this.#record(state) : null;
  }

  #record(state: CallState): CallRecord {
    if (callRow(state).live) return activeRecord(state, this.log.readCall(state.call_id));
    return endedRecord(state, state.end ? this.log.readAt(state.end.position) : null);
  }
}

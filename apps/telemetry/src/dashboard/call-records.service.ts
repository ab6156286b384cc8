import { callRow, type CallState } from '@callscope/call-state';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { ActiveCallsQueries, CallsQueries, type Remote } from '@callscope/projections';
import { Inject, Injectable } from '@nestjs/common';
import { activeRecord, type CallRecord, endedRecord } from './call-record';

/** Calls in Patter's shape: rows from the views, what the SDK reported from the log. */
@Injectable()
export class CallRecords {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CallsQueries) private readonly calls: Remote<CallsQueries>,
    @Inject(ActiveCallsQueries) private readonly activeCalls: Remote<ActiveCallsQueries>,
  ) {}

  async ended(limit: number, offset: number): Promise<CallRecord[]> {
    return (await this.calls.ended(limit, offset)).map((state) => this.recordOf(state));
  }

  async active(): Promise<CallRecord[]> {
    return (await this.activeCalls.all()).map((state) => this.recordOf(state));
  }

  async one(callId: string): Promise<CallRecord | null> {
    const state = await this.calls.one(callId);
    return state ? this.recordOf(state) : null;
  }

  /** Reads what is not in the state from the log: of an ended call one event, of a live one all. */
  recordOf(state: CallState): CallRecord {
    if (callRow(state).live) return activeRecord(state, this.log.readCall(state.call_id));
    return endedRecord(state, state.end ? this.log.readAt(state.end.position) : null);
  }
}

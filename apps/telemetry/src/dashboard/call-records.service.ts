import { callRow, type CallState } from '@callscope/call-state';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { ActiveCallsQueries, CallsQueries, type Remote } from '@callscope/projections';
import { Inject, Injectable } from '@nestjs/common';
import { Pause } from '../export/pause';
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
    return this.#recordsOf(await this.calls.ended(limit, offset));
  }

  async active(): Promise<CallRecord[]> {
    return this.#recordsOf(await this.activeCalls.all());
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

  /** A thousand reports are a hundred megabytes to read: others have their turn in between. */
  async #recordsOf(states: readonly CallState[]): Promise<CallRecord[]> {
    const pause = new Pause();
    const records: CallRecord[] = [];
    for (const state of states) {
      records.push(this.recordOf(state));
      if (pause.isDue) await pause.take();
    }
    return records;
  }
}

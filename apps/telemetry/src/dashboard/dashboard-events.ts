import { isCustom } from '@callscope/call-events';
import type { EventLog } from '@callscope/event-log';
import type { EventEncoder } from '@callscope/live-feed';
import { patterWord } from './call-record';
import { turnMetrics } from './turn-metrics';

/** What each stored event says on Patter's stream (contract §2.1); a call starts once, however often it is told. */
export function dashboardEncoder(log: EventLog): EventEncoder {
  return (event) => {
    const { call_id } = event;
    if (isCustom(event)) return null;
    switch (event.type) {
      case 'call.initiated':
        return { event: 'call_initiated', data: { ...parties(call_id, event.data), status: 'initiated' } };
      case 'call.started':
        if (log.firstPosition(call_id, 'call.started') !== event.position) return null;
        return { event: 'call_start', data: parties(call_id, event.data) };
      case 'call.status_changed':
        return {
          event: 'call_status',
          data: { call_id, status: patterWord(event.data.status, event.data.raw_status) },
        };
      case 'turn.completed':
        return { event: 'turn_complete', data: { call_id, turn: turnMetrics(event.data) } };
      case 'call.ended':
        return { event: 'call_end', data: { call_id, metrics: event.data.report?.['metrics'] ?? null } };
      case 'call.hidden':
        return { event: 'calls_deleted', data: { call_ids: [call_id] } };
      case 'turn.started':
      case 'turn.corrected':
      case 'transcript.final':
      case 'latency.recorded':
      case 'usage.recorded':
      case 'cost.recorded':
      case 'tool.started':
      case 'tool.ended':
      case 'interruption.detected':
      case 'error.raised':
      case 'recording.available':
      case 'call.analyzed':
      case 'call.timed_out':
      case 'call.unhidden':
      case 'call.erased':
        return null;
    }
  };
}

function parties(callId: string, data: { from?: string; to?: string; direction: string }): object {
  return { call_id: callId, caller: data.from ?? '', callee: data.to ?? '', direction: data.direction };
}

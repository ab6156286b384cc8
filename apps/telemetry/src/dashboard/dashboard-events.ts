import type { EventLog } from '@callscope/event-log';
import type { EventEncoder } from '@callscope/live-feed';
import { turnMetrics } from './turn-metrics';

/** What each stored event says on Patter's stream (contract §2.1); a call starts once, however often it is told. */
export function dashboardEncoder(log: EventLog): EventEncoder {
  return (event) => {
    const { call_id } = event;
    switch (event.type) {
      case 'call.initiated':
        return { event: 'call_initiated', data: { ...parties(call_id, event.data), status: 'initiated' } };
      case 'call.started':
        if (log.firstPosition(call_id, 'call.started') !== event.position) return null;
        return { event: 'call_start', data: parties(call_id, event.data) };
      case 'call.status_changed':
        return { event: 'call_status', data: { call_id, status: patterWord(event.data) } };
      case 'turn.completed':
        return { event: 'turn_complete', data: { call_id, turn: turnMetrics(event.data) } };
      case 'call.ended':
        return { event: 'call_end', data: { call_id, metrics: event.data.report?.['metrics'] ?? null } };
      case 'turn.corrected':
      case 'cost.recorded':
        return null;
    }
  };
}

function parties(callId: string, data: { from?: string; to?: string; direction: string }): object {
  return { call_id: callId, caller: data.from ?? '', callee: data.to ?? '', direction: data.direction };
}

function patterWord({ status, raw_status: raw }: { status: string; raw_status?: string }): string {
  return raw ?? status.replaceAll('_', '-');
}

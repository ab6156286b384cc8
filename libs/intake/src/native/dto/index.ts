import type { NamedEventType } from '@callscope/call-events';
import { CallAnalyzedDto, CallEndedDto, CallInitiatedDto, CallStartedDto, CallStatusChangedDto } from './call.dto';
import { CostRecordedDto, UsageRecordedDto } from './cost.dto';
import { ErrorRaisedDto, RecordingAvailableDto, ToolEndedDto, ToolStartedDto } from './tool.dto';
import {
  InterruptionDetectedDto,
  LatencyRecordedDto,
  TranscriptFinalDto,
  TranscriptPartialDto,
  TurnCompletedDto,
  TurnStartedDto,
} from './turn.dto';

export { EventDto, SourceDto } from './envelope.dto';

/** What a producer may send by a name that is known. */
export type SentEventType =
  Exclude<NamedEventType, 'call.timed_out' | 'call.hidden' | 'call.unhidden' | 'call.erased'> | 'transcript.partial';

/** The shape of `data`, by type: what documents show. A spec holds each equal to the guard that judges on the way in. */
export const DATA_DTOS: Readonly<Record<SentEventType, new () => object>> = {
  'call.initiated': CallInitiatedDto,
  'call.status_changed': CallStatusChangedDto,
  'call.started': CallStartedDto,
  'turn.started': TurnStartedDto,
  'turn.completed': TurnCompletedDto,
  'turn.corrected': TurnCompletedDto,
  'transcript.partial': TranscriptPartialDto,
  'transcript.final': TranscriptFinalDto,
  'latency.recorded': LatencyRecordedDto,
  'usage.recorded': UsageRecordedDto,
  'cost.recorded': CostRecordedDto,
  'tool.started': ToolStartedDto,
  'tool.ended': ToolEndedDto,
  'interruption.detected': InterruptionDetectedDto,
  'error.raised': ErrorRaisedDto,
  'recording.available': RecordingAvailableDto,
  'call.ended': CallEndedDto,
  'call.analyzed': CallAnalyzedDto,
};

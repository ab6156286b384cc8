import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { maskingLog, maskPartial, NativeIntake, PARTIAL_SINK, type PartialSink, PatterIntake } from '@callscope/intake';
import { LiveBoard, MAX_STREAMS, maxStreams, SseHub } from '@callscope/live-feed';
import { ProjectionsModule } from '@callscope/projections';
import {
  type DynamicModule,
  Global,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  RequestMethod,
} from '@nestjs/common';
import { AccessModule } from './access/access.module';
import { AsyncApiModule } from './asyncapi/asyncapi.module';
import { AggregatesController } from './dashboard/aggregates.controller';
import { CallRecords } from './dashboard/call-records.service';
import { CallsController } from './dashboard/calls.controller';
import { DeleteCallsController } from './dashboard/delete-calls.controller';
import { EventsController } from './dashboard/events.controller';
import { IngestController } from './dashboard/ingest.controller';
import { CaughtUpGuard } from './door/caught-up.guard';
import { NotBehindGuard } from './door/not-behind.guard';
import { jsonBody, jsonOrLinesBody } from './door/json-body.middleware';
import { PressureGate } from './door/pressure.gate';
import { ExportModule } from './export/export.module';
import { EraseModule } from './erase/erase.module';
import { HealthController } from './health/health.controller';
import { ReadyController } from './health/ready.controller';
import { StorageProbe } from './health/storage-probe';
import { MetricsModule } from './metrics/metrics.module';
import { OpenApiModule } from './openapi/openapi.module';
import { PageController } from './page/page.controller';
import { PatterLogModule } from './patter-log/patter-log.module';
import type { Settings } from './settings/settings';
import { RetentionModule } from './upkeep/retention.module';
import { CALL_TIMEOUT_MS, ReaperService } from './upkeep/reaper.service';
import { V1Module } from './v1/v1.module';
import { CallController } from './v2/call.controller';
import { CallEventsController } from './v2/call-events.controller';
import { CallListController } from './v2/calls.controller';
import { EventsIntakeController } from './v2/events.controller';
import { EventsReadController } from './v2/events-read.controller';
import { HideModule } from './v2/hide.module';
import { LiveController } from './v2/live.controller';
import { StatsController } from './v2/stats.controller';
import { TurnsModule } from './v2/turns.module';

/** The open log, for everyone who asks for it. */
@Global()
@Module({})
class EventLogModule {
  static of(log: EventLog): DynamicModule {
    return { module: EventLogModule, providers: [{ provide: EVENT_LOG, useValue: log }], exports: [EVENT_LOG] };
  }
}

/** Words in passing go by the log, and past the mask all the same. */
function shownInPassing(board: LiveBoard, { mask }: Settings): PartialSink {
  return (partial) => {
    const shown = maskPartial(partial, mask);
    if (shown) board.tellInPassing(shown.call_id, shown.data);
  };
}

/** The service: intake in front of the log, views behind it, streams beside them. */
@Module({})
export class AppModule implements NestModule {
  static of(settings: Settings, log: EventLog, onViewsLost: (error: Error) => void): DynamicModule {
    return {
      module: AppModule,
      imports: [
        EventLogModule.of(maskingLog(log, settings.mask)),
        AccessModule.of(settings),
        ProjectionsModule.forRoot({ folder: settings.data, log, onLost: onViewsLost }),
        MetricsModule,
        V1Module,
        ExportModule,
        HideModule,
        TurnsModule,
        EraseModule.of(settings),
        RetentionModule.of(settings),
        PatterLogModule.of(settings),
        OpenApiModule,
        AsyncApiModule,
      ],
      controllers: [
        IngestController,
        EventsController,
        CallsController,
        AggregatesController,
        CallListController,
        DeleteCallsController,
        EventsIntakeController,
        EventsReadController,
        CallEventsController,
        CallController,
        StatsController,
        LiveController,
        HealthController,
        ReadyController,
        PageController,
      ],
      providers: [
        PatterIntake,
        NativeIntake,
        CallRecords,
        CaughtUpGuard,
        NotBehindGuard,
        SseHub,
        LiveBoard,
        ReaperService,
        StorageProbe,
        {
          provide: PARTIAL_SINK,
          inject: [LiveBoard],
          useFactory: (board: LiveBoard) => shownInPassing(board, settings),
        },
        { provide: CALL_TIMEOUT_MS, useValue: settings.callTimeoutMs },
        { provide: MAX_STREAMS, useValue: maxStreams(settings.maxConnections) },
      ],
    };
  }

  constructor(private readonly gate: PressureGate) {}

  configure(consumer: MiddlewareConsumer): void {
    const post = (path: string) => ({ path, method: RequestMethod.POST });
    consumer.apply(jsonBody(this.gate)).forRoutes(post('api/dashboard/ingest'));
    consumer.apply(jsonOrLinesBody(this.gate)).forRoutes(post('api/v2/events'));
    consumer.apply(jsonBody()).forRoutes(post('api/dashboard/calls/delete'));
  }
}

import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { PatterIntake } from '@callscope/intake';
import { LiveBoard, SseHub } from '@callscope/live-feed';
import { ProjectionsModule } from '@callscope/projections';
import {
  type DynamicModule,
  Global,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  RequestMethod,
} from '@nestjs/common';
import { AggregatesController } from './dashboard/aggregates.controller';
import { CallRecords } from './dashboard/call-records.service';
import { CallsController } from './dashboard/calls.controller';
import { EventsController } from './dashboard/events.controller';
import { IngestController } from './dashboard/ingest.controller';
import { CaughtUpGuard } from './door/caught-up.guard';
import { jsonBody } from './door/json-body.middleware';
import { HealthController } from './health/health.controller';
import { PageController } from './page/page.controller';
import type { Settings } from './settings/settings';
import { CallController } from './v2/call.controller';
import { LiveController } from './v2/live.controller';

/** The open log, for everyone who asks for it. */
@Global()
@Module({})
class EventLogModule {
  static of(log: EventLog): DynamicModule {
    return { module: EventLogModule, providers: [{ provide: EVENT_LOG, useValue: log }], exports: [EVENT_LOG] };
  }
}

/** The service: intake in front of the log, views behind it, streams beside them. */
@Module({})
export class AppModule implements NestModule {
  static of(settings: Settings, log: EventLog): DynamicModule {
    return {
      module: AppModule,
      imports: [EventLogModule.of(log), ProjectionsModule.forRoot({ folder: settings.data })],
      controllers: [
        IngestController,
        EventsController,
        CallsController,
        AggregatesController,
        CallController,
        LiveController,
        HealthController,
        PageController,
      ],
      providers: [PatterIntake, CallRecords, CaughtUpGuard, SseHub, LiveBoard],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(jsonBody()).forRoutes({ path: 'api/dashboard/ingest', method: RequestMethod.POST });
  }
}

import type { NestExpressApplication } from '@nestjs/platform-express';
import { Access } from '../access/access';
import { IngestController } from '../dashboard/ingest.controller';
import { PressureGate } from '../door/pressure.gate';
import type { Problems } from '../door/problems';
import type { Watcher } from '../metrics/watcher';
import { EventsIntakeController } from '../v2/events.controller';
import { IntakeRoad } from './intake-road';

/** Lays the road of both intakes before a service that listens. */
export function layIntakeRoad(app: NestExpressApplication, watcher: Watcher, problems: Problems): void {
  const patter = app.get(IngestController);
  const native = app.get(EventsIntakeController);
  const road = new IntakeRoad({
    watcher,
    problems,
    access: app.get(Access),
    gate: app.get(PressureGate),
    intakes: {
      '/api/dashboard/ingest': async (body) => ({ status: 200, body: await patter.take(body) }),
      '/api/v2/events': (body) => native.takeJson(body),
    },
  });
  road.layBefore(app.getHttpServer());
}

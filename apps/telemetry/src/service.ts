import type { AddressInfo } from 'node:net';
import { type EventLog, SqliteEventLog } from '@callscope/event-log';
import { ProjectionRunner } from '@callscope/projections';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { AppModule } from './app.module';
import { ProblemFilter } from './door/problem.filter';
import { nestLogger } from './logger';
import type { Settings } from './settings/settings';

/** The running service. */
export interface Service {
  readonly url: string;
  readonly log: EventLog;
  /** Takes no more requests, ends the streams, commits what was taken in, closes the files. */
  stop(): Promise<void>;
}

/** Opens the log, lets the views catch up, then opens the door: who can reach it finds it ready. */
export async function startService(settings: Settings, logger: Logger): Promise<Service> {
  const log = await SqliteEventLog.open({ folder: settings.data });
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(settings, log), {
    logger: nestLogger(logger),
    bodyParser: false,
    forceCloseConnections: true,
  });
  app.disable('x-powered-by');
  app.disable('etag');
  app.useGlobalFilters(new ProblemFilter(logger));
  const runner = app.get(ProjectionRunner);
  runner.start((error) => {
    logger.error({ err: error }, 'the views cannot take in events; trying again');
  });
  await runner.reached(log.head);
  await app.listen(settings.port, settings.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return {
    url: `http://${host}:${port}/`,
    log,
    stop: async () => {
      await app.close();
      await log.close();
    },
  };
}

import type { AddressInfo } from 'node:net';
import type { EventLog } from '@callscope/event-log';
import { Views } from '@callscope/projections';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { Access } from './access/access';
import { accessMiddleware } from './access/access.middleware';
import { limitServer } from './access/server-limits';
import { AppModule } from './app.module';
import { InFlight } from './door/pressure.in-flight';
import { Problems } from './door/problems';
import { ProblemFilter } from './door/problem.filter';
import { serverTiming, TIMED_PATH } from './door/server-timing';
import { SteadyExpressAdapter } from './door/steady-express.adapter';
import { layIntakeRoad } from './intake-road/lay-intake-road';
import { nestLogger } from './logger';
import { IntakeLedger } from './metrics/intake-ledger';
import { RequestCounts } from './metrics/request-counts';
import { watchRequests } from './metrics/watch-requests';
import { Watcher } from './metrics/watcher';
import { withCopy } from './open-log';
import type { Settings } from './settings/settings';

/** The running service. */
export interface Service {
  readonly url: string;
  /** Takes no more requests, ends the streams, commits what was taken in, closes the files. */
  stop(): Promise<void>;
}

/**
 * Lets the views catch up with the log, then opens the door: who can reach it finds it ready.
 * @param log which is closed with the service.
 * @param onLost told when nothing can be stored or read any more though nobody stopped the service.
 * @throws Error with the `code` of what is the matter (`folder_in_use`, `damaged`); the process should end then.
 */
export async function startService(
  settings: Settings,
  logger: Logger,
  log: EventLog,
  onLost: (error: Error) => void,
): Promise<Service> {
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.of(settings, log, onLost),
    new SteadyExpressAdapter(),
    {
      logger: nestLogger(logger),
      bodyParser: false,
      // Else Nest ends the process by itself, without an exit code that says why.
      abortOnError: false,
    },
  );
  app.disable('x-powered-by');
  app.disable('etag');
  limitServer(app.getHttpServer(), settings.maxConnections);
  // First of all: what is refused by who stands behind it has an id, too, and is counted.
  const watcher = new Watcher(app.get(RequestCounts), app.get(InFlight), logger);
  const problems = new Problems(logger, app.get(IntakeLedger));
  app.use(watchRequests(watcher));
  app.use(accessMiddleware(app.get(Access)));
  app.use(TIMED_PATH, serverTiming());
  app.useGlobalFilters(new ProblemFilter(problems));
  await catchUp(app.get(Views), log, logger).catch((error: unknown) => {
    throw withCopy(error, settings.data);
  });
  await app.listen(settings.port, settings.host);
  layIntakeRoad(app, watcher, problems);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return {
    url: `http://${host}:${port}/`,
    stop: async () => {
      await app.close();
      await log.close();
    },
  };
}

/** Codes of what no second try mends: damage, and events that a newer build has written. */
const STAYS_SO: ReadonlySet<unknown> = new Set(['damaged', 'unknown_version']);

/**
 * Waits until the views show the whole log, but for those whose former ones answer while they are made anew. What cannot be taken in is tried again and again, but not
 * what is damaged or was written by a newer build: that stays so. Once the service runs, it goes on with what it has,
 * and says what it cannot read.
 */
function catchUp(views: Views, log: EventLog, logger: Logger): Promise<void> {
  return new Promise((resolve, reject) => {
    views.troubles.subscribe((error) => {
      if ('code' in error && STAYS_SO.has(error.code)) reject(error);
      logger.error({ err: error }, 'the views cannot take in events; trying again');
    });
    views.reached(log.head).then(resolve, reject);
  });
}

import { join } from 'node:path';
import type { EventLog } from '@callscope/event-log';
import { type DynamicModule, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { queriesIn } from './projection-folders';
import { remote } from './remote';
import { Views } from './views';
import { ViewsLanes } from './views-lanes';

export interface ProjectionsOptions {
  /** The data folder, where the log and the views file stand. */
  readonly folder: string;
  readonly log: Pick<EventLog, 'logId' | 'head'>;
  /** Folders with a folder for each projection; the ones of this library when not given. */
  readonly projectionFolders?: readonly string[];
  /** Told when the views thread is gone: nothing can be read any more. */
  readonly onLost: (error: Error) => void;
}

const OWN_PROJECTIONS = join(__dirname, '..');

/** Finds the projections, and runs them on the event log in a thread of their own, which also answers the queries. */
@Module({})
export class ProjectionsModule implements OnApplicationShutdown {
  constructor(private readonly views: Views) {}

  /** Their threads begin at once, and load what they need while the application is put together. */
  static forRoot({ folder, log, projectionFolders = [OWN_PROJECTIONS], onLost }: ProjectionsOptions): DynamicModule {
    const { logId, head } = log;
    const options = { folder, logId, head, projectionFolders };
    const opening = ViewsLanes.open(options, { onDeadLetter: sayDeadLetter, onLost });
    // Whoever puts the application together hears of a failure; till then nobody listens.
    opening.catch(() => undefined);
    const lanes = { provide: ViewsLanes, useFactory: (): Promise<ViewsLanes> => opening };
    // Who asks for a class of queries gets its remote: see `Remote`.
    const queries = projectionFolders.flatMap(queriesIn).map((each) => ({
      provide: each,
      inject: [ViewsLanes],
      useFactory: ({ first }: ViewsLanes) => remote(first, each),
    }));
    return {
      module: ProjectionsModule,
      global: true,
      providers: [lanes, Views, ...queries],
      exports: [Views, ...queries],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.views.close();
  }
}

function sayDeadLetter({
  projection,
  position,
  reason,
}: {
  projection: string;
  position: number;
  reason: string;
}): void {
  new Logger(ProjectionsModule.name).error(`${projection} set aside the event at position ${position}: ${reason}`);
}

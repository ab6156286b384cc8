import { join } from 'node:path';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { type DynamicModule, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { DeadLetter } from './dead-letters';
import { projectionsIn, queriesIn } from './projection-folders';
import { inOrder } from './projection-order';
import { ProjectionRunner } from './projection-runner';
import { VIEWS_STORE } from './tokens';
import { ViewsStore } from './views-store';

export interface ProjectionsOptions {
  /** The data folder, where the views file stands. */
  readonly folder: string;
  /** Folders with a folder for each projection; the ones of this library when not given. */
  readonly projectionFolders?: readonly string[];
}

const OWN_PROJECTIONS = join(__dirname, '..');

/** Finds the projections, keeps their rows in the views file, and runs them on the event log. */
@Module({})
export class ProjectionsModule implements OnApplicationShutdown {
  constructor(
    private readonly runner: ProjectionRunner,
    @Inject(VIEWS_STORE) private readonly views: ViewsStore,
  ) {}

  static forRoot({ folder, projectionFolders = [OWN_PROJECTIONS] }: ProjectionsOptions): DynamicModule {
    const queries = projectionFolders.flatMap(queriesIn);
    return {
      module: ProjectionsModule,
      global: true,
      providers: [
        ...queries,
        ProjectionRunner,
        {
          provide: VIEWS_STORE,
          inject: [EVENT_LOG],
          useFactory: (log: EventLog) => {
            const projections = inOrder(projectionFolders.flatMap(projectionsIn));
            return new ViewsStore(join(folder, 'views.sqlite'), log.logId, projections, sayDeadLetter);
          },
        },
      ],
      exports: [...queries, ProjectionRunner, VIEWS_STORE],
    };
  }

  onApplicationShutdown(): void {
    this.runner.stop();
    this.views.close();
  }
}

function sayDeadLetter({ projection, position, reason }: DeadLetter): void {
  new Logger(ProjectionsModule.name).error(`${projection} set aside the event at position ${position}: ${reason}`);
}

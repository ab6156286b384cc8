import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_LOG, type EventLog, SqliteEventLog } from '@callscope/event-log';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { ActiveCallsQueries } from '../active-calls/active-calls.queries';
import { AggregatesQueries } from '../aggregates/aggregates.queries';
import { CallsQueries } from '../calls/calls.queries';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { projectionsIn, queriesIn } from './projection-folders';
import { ProjectionRunner } from './projection-runner';
import { ProjectionsModule } from './projections.module';

const OWN = join(__dirname, '..');
const PACKAGES = join(__dirname, '../../../../node_modules');

/** A read model as anybody could write one: how many calls each carrier has brought. */
const TOY_PROJECTION = `
  import { Projection } from '@callscope/projections';

  export const NO_PROJECTION = class {};

  @Projection()
  export class CarriersProjection {
    readonly name = 'carriers';
    readonly version = 1;
    readonly source = 'log';
    keys(event: any) {
      return event.type === 'call.started' ? [event.data.carrier] : [];
    }
    evolve(row: { calls: number } | null) {
      return { calls: (row?.calls ?? 0) + 1 };
    }
  }
`;

const TOY_QUERIES = `
  import { Inject, Injectable } from '@nestjs/common';
  import { VIEWS_STORE, ViewsStore } from '@callscope/projections';

  @Injectable()
  export class CarriersQueries {
    constructor(@Inject(VIEWS_STORE) private readonly views: ViewsStore) {}
    all() {
      return this.views.db.prepare('SELECT key, row FROM view_carriers ORDER BY key').raw().all();
    }
  }
`;

/** The same in plain JavaScript, reading from the one above. */
const PLAIN_PROJECTION = `
  const { Projection } = require('@callscope/projections');
  class LargestProjection {
    name = 'largest';
    version = 1;
    source = 'carriers';
    keys() { return ['all']; }
    evolve(row, change) { return { calls: Math.max(row ? row.calls : 0, change.after.calls) }; }
  }
  Projection()(LargestProjection);
  module.exports = { LargestProjection };
`;

@Global()
@Module({})
class LogModule {
  static with(log: EventLog): DynamicModule {
    return { module: LogModule, providers: [{ provide: EVENT_LOG, useValue: log }], exports: [EVENT_LOG] };
  }
}

describe('a folder of projections', () => {
  let base: string;
  let projections: string;

  beforeEach(() => {
    base = tempFolder();
    projections = join(base, 'projections');
    symlinkSync(PACKAGES, join(base, 'node_modules'));
    put('carriers', 'carriers.projection.ts', TOY_PROJECTION);
    put('carriers', 'carriers.queries.ts', TOY_QUERIES);
    put('largest', 'largest.projection.js', PLAIN_PROJECTION);
  });
  afterEach(() => removeFolder(base));

  function put(folder: string, file: string, text: string): void {
    mkdirSync(join(projections, folder), { recursive: true });
    writeFileSync(join(projections, folder, file), text);
  }

  it('holds those of this library', () => {
    expect(projectionsIn(OWN).map(({ name }) => name)).toEqual(['active-calls', 'aggregates', 'calls']);
    expect(queriesIn(OWN)).toEqual([ActiveCallsQueries, AggregatesQueries, CallsQueries]);
  });

  it('gives what stands under the name of its folder and is marked, and nothing else', () => {
    put('other', 'helper.projection.ts', 'throw new Error("not to be loaded")');
    put('notes', 'notes.ts', 'throw new Error("not to be loaded")');
    writeFileSync(join(projections, 'loose.projection.ts'), 'throw new Error("not to be loaded")');
    expect(projectionsIn(projections).map(({ name }) => name)).toEqual(['carriers', 'largest']);
    expect(queriesIn(projections).map(({ name }) => name)).toEqual(['CarriersQueries']);
  });

  it('runs with the others on a log, and can be read, without an edit elsewhere', async () => {
    const log = await SqliteEventLog.open({ folder: base });
    const module: TestingModule = await Test.createTestingModule({
      imports: [
        LogModule.with(log),
        ProjectionsModule.forRoot({ folder: base, projectionFolders: [OWN, projections] }),
      ],
    }).compile();
    await module.init();
    const runner = module.get(ProjectionRunner);
    runner.start((error) => {
      throw error as Error;
    });
    await log.append(
      ['twilio', 'telnyx', 'twilio'].map((carrier, number) => ({
        id: `call-${number}:started`,
        type: 'call.started',
        v: 1,
        call_id: `call-${number}`,
        data: { direction: 'inbound', carrier },
      })),
    );
    await runner.caughtUp();

    const queries = module.get<{ all(): unknown[] }>(queriesIn(projections)[0]!);
    expect(queries.all()).toEqual([
      ['telnyx', '{"calls":1}'],
      ['twilio', '{"calls":2}'],
    ]);
    expect(module.get(ActiveCallsQueries).all()).toHaveLength(3);
    expect(module.get(AggregatesQueries).totals().active).toEqual({ inbound: 3 });
    await module.close();
    await log.close();
  });
});

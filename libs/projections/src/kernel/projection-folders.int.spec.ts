import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_LOG, type EventLog, SqliteEventLog } from '@callscope/event-log';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import SqliteDatabase from 'better-sqlite3';
import { ActiveCallsQueries } from '../active-calls/active-calls.queries';
import { AggregatesQueries } from '../aggregates/aggregates.queries';
import { CallsQueries } from '../calls/calls.queries';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { projectionsIn, queriesIn } from './projection-folders';
import { ProjectionsModule } from './projections.module';
import type { Remote } from './remote';
import { Views } from './views';

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
  import type { ViewsStore } from '@callscope/projections';

  export class CarriersQueries {
    constructor(private readonly views: ViewsStore) {}
    all() {
      return this.views.db.prepare('SELECT key, row FROM view_carriers ORDER BY key').raw().all();
    }
  }
`;

/** The same in plain JavaScript, reading from the one above. */
const PLAIN_PROJECTION = `
  const { Projection } = require(${JSON.stringify(join(__dirname, 'projection.decorator'))});
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
  /** What has to be closed when the test is over, whatever came of it. */
  const open: (() => Promise<void>)[] = [];

  beforeEach(() => {
    base = tempFolder();
    projections = join(base, 'projections');
    symlinkSync(PACKAGES, join(base, 'node_modules'));
    put('carriers', 'carriers.projection.ts', TOY_PROJECTION);
    put('carriers', 'carriers.queries.ts', TOY_QUERIES);
    put('largest', 'largest.projection.js', PLAIN_PROJECTION);
  });
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
    removeFolder(base);
  });

  function put(folder: string, file: string, text: string): void {
    mkdirSync(join(projections, folder), { recursive: true });
    writeFileSync(join(projections, folder, file), text);
  }

  it('holds those of this library', () => {
    expect(projectionsIn(OWN).map(({ name }) => name)).toEqual([
      'active-calls',
      'active-peaks',
      'aggregates',
      'call-search',
      'calls',
      'turns',
    ]);
    expect(queriesIn(OWN)).toEqual(expect.arrayContaining([ActiveCallsQueries, AggregatesQueries, CallsQueries]));
  });

  it('gives what stands under the name of its folder and is marked, and nothing else', () => {
    put('other', 'helper.projection.ts', 'throw new Error("not to be loaded")');
    put('notes', 'notes.ts', 'throw new Error("not to be loaded")');
    writeFileSync(join(projections, 'loose.projection.ts'), 'throw new Error("not to be loaded")');
    expect(projectionsIn(projections).map(({ name }) => name)).toEqual(['carriers', 'largest']);
    expect(queriesIn(projections).map(({ name }) => name)).toEqual(['CarriersQueries']);
  });

  it('runs with the others on a log, and can be read, without an edit elsewhere', async () => {
    const lost = jest.fn();
    const log = await SqliteEventLog.open({ folder: base });
    open.push(() => log.close());
    const module: TestingModule = await Test.createTestingModule({
      imports: [
        LogModule.with(log),
        ProjectionsModule.forRoot({ folder: base, log, projectionFolders: [OWN, projections], onLost: lost }),
      ],
    }).compile();
    open.push(() => module.close());
    await module.init();
    await log.append(
      ['twilio', 'telnyx', 'twilio'].map((carrier, number) => ({
        id: `call-${number}:started`,
        type: 'call.started',
        v: 1,
        call_id: `call-${number}`,
        data: { direction: 'inbound', carrier },
      })),
    );
    const views = module.get(Views);
    // The thread reads all its sources first, which on a busy machine takes longer than a reader may wait.
    await views.reached(log.head);

    const queries = module.get<Remote<{ all(): unknown[] }>>(queriesIn(projections)[0]!);
    expect(await queries.all()).toEqual([
      ['telnyx', '{"calls":1}'],
      ['twilio', '{"calls":2}'],
    ]);
    expect(views.readModels.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['carriers', 'largest', 'calls', 'aggregates']),
    );
    expect(await module.get<Remote<ActiveCallsQueries>>(ActiveCallsQueries).all()).toHaveLength(3);
    expect(await module.get<Remote<CallsQueries>>(CallsQueries).one('call-2')).toMatchObject({ call_id: 'call-2' });
    await module.close();
    expect(lost).not.toHaveBeenCalled();
    const file = new SqliteDatabase(join(base, 'views.sqlite'), { readonly: true });
    expect(file.prepare('SELECT key, row FROM view_largest').raw().all()).toEqual([['all', '{"calls":2}']]);
    file.close();
  });
});

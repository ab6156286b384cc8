import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteEventLog } from '@callscope/event-log';
import type { CallRow } from '@callscope/call-state';
import { matchOf } from '../call-search/search-words';
import { CallsQueries } from '../calls/calls.queries';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { typesOfCalls } from '../testing/toy-projections';
import { sideLanesOf, viewsFile } from './lanes';
import { inOrder } from './projection-order';
import { remote } from './remote';
import { Views } from './views';
import { ViewsLanes } from './views-lanes';

describe('lanes', () => {
  it('are those that projections name, each once, beside the first', () => {
    const [one, two] = [typesOfCalls(), { ...typesOfCalls(), name: 'others', lane: 'search' }];
    expect(sideLanesOf([one, two, { ...two, name: 'more' }])).toEqual(['search']);
    expect([viewsFile('/x', ''), viewsFile('/x', 'search')]).toEqual(['/x/views.sqlite', '/x/views-search.sqlite']);
  });

  it('do not part a projection from its source', () => {
    const derived = { ...typesOfCalls(), name: 'derived', source: 'types', lane: 'search' };
    expect(() => inOrder([typesOfCalls(), derived])).toThrow('derived is in another lane than types');
  });

  describe('of this library', () => {
    let folder: string;
    let log: SqliteEventLog;
    let lanes: ViewsLanes;
    let views: Views;

    beforeEach(async () => {
      folder = tempFolder();
      log = await SqliteEventLog.open({ folder });
      const options = { folder, logId: log.logId, head: log.head, projectionFolders: [join(__dirname, '..')] };
      lanes = await ViewsLanes.open(options, { onDeadLetter: jest.fn(), onLost: jest.fn() });
      views = new Views(log, lanes);
      // The threads read the sources first, which may take longer than anybody waits for views.
      await Promise.all(lanes.all.map(({ ready }) => ready));
    });
    afterEach(async () => {
      await views.close();
      await log.close();
      removeFolder(folder);
    });

    it('make the words of calls beside all else, and a query sees both', async () => {
      const turn = { turn: 0, outcome: 'completed', user_text: 'a refund' } as const;
      await log.append([{ id: '1', type: 'turn.completed', v: 1, call_id: 'a', data: turn }]);
      await views.caughtUp();
      await views.sidesCaughtUp();
      const search = { typed: 'refund', expression: matchOf('refund') };
      const query = { sort: 'started_at', descending: true, limit: 5, filter: {}, search, after: null } as const;
      const { calls } = await remote(lanes.first, CallsQueries).page(query);
      expect(calls.map((call) => (JSON.parse(call) as CallRow).call_id)).toEqual(['a']);
      expect(views.readModels.map(({ name }) => name)).toContain('call-search');
      expect(existsSync(join(folder, 'views-search.sqlite'))).toBe(true);
    });

    it('count as behind as long as one of them is', async () => {
      const [side] = lanes.sides;
      await side!.close();
      await log.append([{ id: '1', type: 'call.started', v: 1, call_id: 'a', data: { direction: 'inbound' } }]);
      await views.caughtUp();
      expect([views.position, views.lag.events]).toEqual([1, 1]);
    });
  });
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CallEvent } from '@callscope/call-events';
import type { CallRow } from '@callscope/call-state';
import { SqliteEventLog } from '@callscope/event-log';
import { filter, firstValueFrom } from 'rxjs';
import { matchOf } from '../call-search/search-words';
import { CallsQueries } from '../calls/calls.queries';
import { inFile, madeByOthers } from '../testing/former-views';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { TypesQueries } from '../testing/toys/types/types.queries';
import { laneOf } from './lanes';
import { projectionsIn } from './projection-folders';
import { inOrder } from './projection-order';
import { remote } from './remote';
import { Views } from './views';
import { ViewsLanes } from './views-lanes';
import { nextFile } from './views-mark';
import { ViewsStore } from './views-store';

const TOYS = join(__dirname, '../testing/toys');
const OWN = join(__dirname, '..');

describe('after a change of versions', () => {
  let folder: string;
  let log: SqliteEventLog;
  let lanes: ViewsLanes;
  let views: Views;
  const lost = jest.fn();

  beforeEach(async () => {
    lost.mockClear();
    folder = tempFolder();
    log = await SqliteEventLog.open({ folder });
  });
  afterEach(async () => {
    await views.close();
    await log.close();
    removeFolder(folder);
    expect(lost).not.toHaveBeenCalled();
  });

  async function open(projectionFolder: string): Promise<void> {
    const { logId, head } = log;
    const options = { folder, logId, head, projectionFolders: [projectionFolder] };
    lanes = await ViewsLanes.open(options, { onDeadLetter: jest.fn(), onLost: lost });
    views = new Views(log, lanes);
    // Those that are made anew in the background hold nobody up.
    await views.reached(log.head);
  }
  let number = 0;
  async function append(callId: string, event: Partial<CallEvent> = {}): Promise<void> {
    const base = { type: 'call.started', v: 1, data: { direction: 'inbound' } };
    await log.append([{ ...base, ...event, id: `${callId}:${(number += 1)}`, call_id: callId } as CallEvent]);
  }
  const file = (name = 'views.sqlite'): string => join(folder, name);

  /** Views were made by other versions; their successors come to a row that they cannot read, until `mend`. */
  async function stuck(lane: string, table: string, projectionFolder: string): Promise<{ mend: () => void }> {
    await views.close();
    const usual = lane === '' ? file() : file(`views-${lane}.sqlite`);
    madeByOthers(usual);
    const projections = inOrder(projectionsIn(projectionFolder)).filter((each) => laneOf(each) === lane);
    new ViewsStore(nextFile(usual), log.logId, projections, undefined, log.baseline()).close();
    inFile(nextFile(usual), (db) => db.exec(`INSERT INTO ${table} (key, position, row) VALUES ('b', 0, 'damaged')`));
    await open(projectionFolder);
    return { mend: () => inFile(nextFile(usual), (db) => db.exec(`DELETE FROM ${table} WHERE row = 'damaged'`)) };
  }
  const swapped = async (): Promise<void> => {
    await Promise.all(
      lanes.all.map(({ progress: { owed } }) => firstValueFrom(owed.pipe(filter((at) => at !== Infinity)))),
    );
  };

  describe('of the first lane', () => {
    let held: { mend: () => void };
    const all = async (): Promise<unknown> => Object.fromEntries(await remote(lanes.first, TypesQueries).all());

    beforeEach(async () => {
      await open(TOYS);
      await append('a');
      await append('b', { type: 'error.raised', data: { message: 'oh' } });
      await append('b');
      await views.caughtUp();
      await views.close();
      inFile(file(), (db) => db.exec(`UPDATE view_types SET row = '{"types":["as","it","was"]}'`));
      held = await stuck('', 'view_types', TOYS);
    });
    const FORMER = { a: 'as it was', b: 'as it was' };

    it('what was made before answers at once, and says how old it is', async () => {
      await append('c');
      await views.caughtUp();
      expect(await all()).toEqual(FORMER);
      expect(views.readModels).toEqual([{ name: 'types', position: 3, deadLetters: 1, rebuilding: 0 }]);
      expect([views.position, views.lag, views.tooFarBehind]).toEqual([3, { events: 0, ms: 0 }, false]);
      await views.keepsUp();
      held.mend();
      await swapped();
      await views.caughtUp();
      expect(await all()).toEqual({ a: 'call.started', b: 'call.started', c: 'call.started' });
      expect(views.readModels).toEqual([{ name: 'types', position: 4, deadLetters: 1, rebuilding: null }]);
      expect([existsSync(nextFile(file())), views.rebuilding]).toEqual([false, false]);
    });

    it('whoever reads and writes meanwhile gets an answer each time, and all of it is there afterwards', async () => {
      held.mend();
      const answers: unknown[] = [];
      let written = 0;
      while (views.rebuilding) {
        const [, answer] = await Promise.all([append('w'), all()]);
        answers.push(answer);
        written += 1;
      }
      expect(answers[0]).toEqual(FORMER);
      await append('w');
      await views.caughtUp();
      expect(await all()).toMatchObject({
        w: Array(written + 1)
          .fill('call.started')
          .join(' '),
      });
    });

    it('positions never fall: who follows them is told of what came meanwhile', async () => {
      const positions: number[] = [];
      const following = views.positions.subscribe((position) => positions.push(position));
      await append('c');
      held.mend();
      await swapped();
      await views.caughtUp();
      following.unsubscribe();
      expect([positions, positions.at(-1)]).toEqual([[...positions].sort((a, b) => a - b), 4]);
    });

    it('a trim waits for it: rows that do not move cannot say what a call adds', async () => {
      const trim = jest.spyOn(log, 'trim').mockRejectedValue(new Error('tried'));
      const outcome = views.trim(['a']).catch((error: unknown) => error);
      await append('c');
      expect(trim).not.toHaveBeenCalled();
      held.mend();
      expect(await outcome).toEqual(new Error('tried'));
      expect(views.rebuilding).toBe(false);
    });

    it('a stop in the midst of it does not wait, and the next start goes on', async () => {
      await views.close();
      expect(existsSync(nextFile(file()))).toBe(true);
      await open(TOYS);
      expect(await all()).toEqual(FORMER);
      held.mend();
      await swapped();
      expect(await all()).toEqual({ a: 'call.started', b: 'call.started' });
    });
  });

  it('of a side lane: a query that reads its tables is answered before, while and after they are swapped', async () => {
    const said = (text: string): Partial<CallEvent> => ({
      type: 'turn.completed',
      data: { turn: 0, outcome: 'completed', user_text: text },
    });
    const search = { typed: 'refund', expression: matchOf('refund') };
    const query = { sort: 'started_at', descending: true, limit: 5, filter: {}, search, after: null } as const;
    const found = async (): Promise<string[]> => {
      const { calls } = await remote(lanes.first, CallsQueries).page(query);
      return calls.map((call) => (JSON.parse(call) as CallRow).call_id).sort();
    };
    await open(OWN);
    await append('a', said('a refund'));
    await append('b', said('something else'));
    await views.caughtUp();
    await views.sidesCaughtUp();
    const { mend } = await stuck('search', 'view_call_search', OWN);
    await append('c', said('a refund, too'));
    await views.caughtUp();
    await views.sidesCaughtUp();
    expect([await found(), views.position, views.tooFarBehind]).toEqual([['a'], 3, false]);
    mend();
    const answers: string[] = [];
    while (views.rebuilding) answers.push((await found()).join());
    await views.sidesCaughtUp();
    expect([await found(), [...new Set(answers)].filter((each) => each !== 'a,c')]).toEqual([['a', 'c'], ['a']]);
    expect(existsSync(nextFile(file('views-search.sqlite')))).toBe(false);

    // The first lane sees the new file, not the one that was removed.
    await append('d', said('no refund'));
    await views.caughtUp();
    await views.sidesCaughtUp();
    expect(await found()).toEqual(['a', 'c', 'd']);
  });

  it('of both lanes: each takes its place when it is due, and a query sees both', async () => {
    await open(OWN);
    await append('a');
    await views.caughtUp();
    await views.sidesCaughtUp();
    await views.close();
    for (const name of ['views.sqlite', 'views-search.sqlite']) madeByOthers(file(name));
    inFile(file(), (db) => db.exec("INSERT INTO dead_letter VALUES ('calls', 1, 'could not be taken then')"));
    await open(OWN);
    await swapped();
    expect(views.readModels.map(({ deadLetters }) => deadLetters)).toEqual(views.readModels.map(() => 0));
    await append('b');
    await views.caughtUp();
    await views.sidesCaughtUp();
    const search = { typed: 'b', expression: matchOf('b') };
    const query = { sort: 'started_at', descending: true, limit: 5, filter: {}, search, after: null } as const;
    expect((await remote(lanes.first, CallsQueries).page(query)).calls).toHaveLength(1);
  });
});

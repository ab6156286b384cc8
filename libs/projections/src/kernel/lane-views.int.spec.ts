import { copyFileSync, cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredEvent } from '@callscope/call-events';
import { Story } from '../testing/events';
import { removeFolder, tempFolder } from '../testing/temp-folder';
import { Tallies, typesOfCalls } from '../testing/toy-projections';
import { LaneViews } from './lane-views';
import type { ProjectionDefinition } from './projection';
import { NO_BASELINE } from './views-baseline';

describe('the views of a lane', () => {
  let folder: string;
  let events: StoredEvent[];
  let opened: LaneViews[];
  beforeEach(() => {
    folder = tempFolder();
    opened = [];
    const story = new Story();
    events = [story.started('a'), story.turn('a'), story.started('b')];
  });
  afterEach(() => {
    for (const lane of opened) lane.close();
    removeFolder(folder);
  });

  const file = (): string => join(folder, 'views.sqlite');
  const files = (): string[] => readdirSync(folder).sort();
  interface Made {
    readonly projections?: readonly ProjectionDefinition[];
    readonly logId?: string;
    readonly head?: number;
    readonly baseline?: number;
    readonly from?: string;
  }

  function open(version: number, made: Made = {}): LaneViews {
    const { projections = [typesOfCalls(version), new Tallies()], logId = 'abcdefgh', head = 3, baseline = 0 } = made;
    const lane = new LaneViews({
      file: join(made.from ?? folder, 'views.sqlite'),
      logId,
      head,
      projections,
      onDeadLetter: jest.fn(),
      baseline: () => ({ ...NO_BASELINE, version: baseline }),
    });
    opened.push(lane);
    return lane;
  }
  function close(lane: LaneViews): void {
    lane.close();
    opened = opened.filter((each) => each !== lane);
  }
  /** Takes in what comes after where the views stand, up to there. */
  function take(lane: LaneViews, upTo: number): void {
    lane.made.apply(events.slice(lane.made.position, upTo));
    lane.made.flush();
  }
  /** Made by version 1, up to the second event. */
  function makeOld(): void {
    const lane = open(1);
    take(lane, 2);
    close(lane);
  }
  function shows({ serving }: LaneViews): unknown[] {
    const rows = serving.db.prepare<[], { key: string; number: number }>('SELECT key, number FROM view_types');
    return [serving.position, rows.all().map(({ key, number }) => `${key}${number}`)];
  }
  const OLD = [2, ['a2']];
  const ALL = [3, ['a2', 'b1']];

  it('go on to answer, as they are, while those of another version are made beside them', () => {
    makeOld();
    const lane = open(2);
    expect([lane.rebuilding, lane.made.position, shows(lane)]).toEqual([true, 0, OLD]);
    take(lane, 3);
    expect(shows(lane)).toEqual(OLD);
    expect(lane.serving.sums<unknown, number>('tallies').look('all').toRow()).toEqual({ n: 2 });
    lane.prepareSwap();
    lane.swap();
    expect([lane.rebuilding, shows(lane), lane.made]).toEqual([false, ALL, lane.serving]);
    expect(lane.serving.sums<unknown, number>('tallies').look('all').toRow()).toEqual({ n: 3 });
    close(lane);
    expect(files()).toEqual(['views.sqlite']);
    expect([open(2).rebuilding, opened.map(shows)]).toEqual([false, [ALL]]);
  });

  it('take in what comes after the swap', () => {
    makeOld();
    const lane = open(2);
    take(lane, 2);
    lane.prepareSwap();
    lane.swap();
    take(lane, 3);
    expect(shows(lane)).toEqual(ALL);
  });

  it('are not followed by views that show less', () => {
    makeOld();
    const lane = open(2);
    take(lane, 1);
    expect(() => {
      lane.prepareSwap();
    }).toThrow('fell back');
    expect(shows(lane)).toEqual(OLD);
  });

  it('are not followed by views that cannot be written, until they can be', () => {
    makeOld();
    const lane = open(2);
    take(lane, 2);
    lane.made.apply(events.slice(2));
    lane.made.db.exec(
      "CREATE TEMP TRIGGER full BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    expect(() => {
      lane.prepareSwap();
    }).toThrow('disk full');
    expect([lane.rebuilding, shows(lane), lane.made.position]).toEqual([true, OLD, 2]);
    lane.made.db.exec('DROP TRIGGER full');
    take(lane, 3);
    lane.prepareSwap();
    lane.swap();
    expect(shows(lane)).toEqual(ALL);
  });

  it.each<[string, Made]>([
    ['from another log', { logId: 'zzzzzzzz' }],
    ['of other columns', { projections: [{ ...typesOfCalls(2), columns: {} }, new Tallies()] }],
    ['of rows in another form', { projections: [{ ...typesOfCalls(2), form: 2 }, new Tallies()] }],
    ['of another projection', { projections: [typesOfCalls(2)] }],
    ['of calls that were trimmed since', { baseline: 1 }],
    ['far behind the log', { head: 50_003 }],
  ])('do not answer when they are %s: they are made anew at once', (_what, made) => {
    makeOld();
    const lane = open(2, made);
    expect([lane.rebuilding, lane.serving.position]).toEqual([false, 0]);
    expect(existsSync(join(folder, 'views.next.sqlite'))).toBe(false);
  });

  it('do not answer when they cannot be read', () => {
    writeFileSync(file(), 'This is no database. '.repeat(400));
    expect(open(2)).toMatchObject({ rebuilding: false, serving: { position: 0 } });
  });

  describe('after a crash', () => {
    /** The files as they are at this moment, with what SQLite keeps beside them: what a kill leaves. */
    function killed(): string {
      const left = tempFolder();
      cpSync(folder, left, { recursive: true });
      for (const lane of opened) lane.close();
      opened = [];
      removeFolder(folder);
      folder = left;
      return left;
    }

    it('in the making go on where the new ones stood', () => {
      makeOld();
      take(open(2), 1);
      killed();
      const lane = open(2);
      expect([lane.rebuilding, lane.made.position, shows(lane)]).toEqual([true, 1, OLD]);
    });

    it('in the making begin anew when yet another version starts', () => {
      makeOld();
      take(open(2), 1);
      killed();
      const lane = open(3);
      expect([lane.rebuilding, lane.made.position, shows(lane)]).toEqual([true, 0, OLD]);
    });

    it('in the making are as they were when the former version starts again', () => {
      makeOld();
      take(open(2), 1);
      killed();
      const lane = open(1);
      expect([lane.rebuilding, shows(lane), files().filter((name) => name.includes('next'))]).toEqual([false, OLD, []]);
    });

    it('when the new ones are whole and the old ones still there: both are, and the swap is due', () => {
      makeOld();
      const lane = open(2);
      take(lane, 3);
      lane.prepareSwap();
      killed();
      const again = open(2);
      expect([again.rebuilding, again.made.position, shows(again)]).toEqual([true, 3, OLD]);
      again.prepareSwap();
      again.swap();
      expect(shows(again)).toEqual(ALL);
    });

    it.each<[string, readonly string[]]>([
      ['and nothing is left of the old ones', []],
      ['and what stood beside the old ones is left', ['-wal', '-shm']],
      ['and a part of that is left', ['-shm']],
    ])('when the old file is removed %s: the new ones answer', (_what, left) => {
      makeOld();
      const lane = open(2);
      take(lane, 3);
      killed();
      const strange = tempFolder();
      const stranger = open(7, { from: strange, projections: [typesOfCalls(7)] });
      take(stranger, 2);
      for (const suffix of left) {
        // Of another file altogether: whoever took it for its own would be ruined.
        copyFileSync(join(strange, `views.sqlite${suffix}`), `${file()}${suffix}`);
      }
      for (const suffix of ['', '-wal', '-shm'].filter((each) => !left.includes(each))) {
        rmSync(`${file()}${suffix}`, { force: true });
      }
      close(stranger);
      removeFolder(strange);
      const again = open(2);
      expect([again.rebuilding, shows(again)]).toEqual([false, ALL]);
      close(again);
      expect(files()).toEqual(['views.sqlite']);
    });

    it('and a look into the folder by somebody who copies files: those under the usual name stay', () => {
      makeOld();
      const lane = open(2);
      take(lane, 1);
      const copy = tempFolder();
      lane.made.db.pragma('wal_checkpoint(TRUNCATE)');
      copyFileSync(join(folder, 'views.next.sqlite'), join(copy, 'views.next.sqlite'));
      take(lane, 3);
      lane.prepareSwap();
      lane.swap();
      close(lane);
      copyFileSync(join(copy, 'views.next.sqlite'), join(folder, 'views.next.sqlite'));
      removeFolder(copy);
      expect(shows(open(2))).toEqual(ALL);
      expect(existsSync(join(folder, 'views.next.sqlite'))).toBe(false);
    });

    it('when the new ones have the name: they answer', () => {
      makeOld();
      const lane = open(2);
      take(lane, 3);
      lane.prepareSwap();
      lane.swap();
      killed();
      const again = open(2);
      expect([again.rebuilding, shows(again)]).toEqual([false, ALL]);
    });
  });
});

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { aTurn, turns } from '../testing/events';
import { GapTable } from './gap-table';
import { LogWriter } from './log-writer';
import { encodeEvent, type EventRow } from '../encoding/event-row';
import { createSchema, readMeta } from './schema';

const rowsOf = (...events: Parameters<typeof encodeEvent>[0][]): EventRow[] =>
  events.map((event) => encodeEvent(event, 'key'));

describe('LogWriter', () => {
  let db: Database;
  let clock: number;
  let writer: LogWriter;

  beforeEach(() => {
    db = new SqliteDatabase(':memory:');
    createSchema(db, () => 'abcdefgh');
    clock = 1_000;
    writer = new LogWriter(db, () => clock, 'key');
  });
  afterEach(() => db.close());

  const stored = (): unknown[] =>
    db
      .prepare(
        'SELECT position, event_id, call_id, recorded_at FROM events JOIN streams USING (stream) ORDER BY position',
      )
      .raw()
      .all();

  /** From now on, the disk refuses the event with this id. */
  function refuse(id: string): void {
    db.exec(`CREATE TRIGGER refused BEFORE INSERT ON events WHEN NEW.event_id = '${id}'
      BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
  }

  it('records all events of a commit at one time, under rising positions', () => {
    expect(writer.commit(rowsOf(aTurn('a', 1), aTurn('b', 1)))).toMatchObject({ recordedAt: 1_000, head: 2 });
    clock = 2_000;
    writer.commit(rowsOf(aTurn('a', 2)));
    expect(stored()).toEqual([
      [1, 'a:turn:1', 'a', 1_000],
      [2, 'b:turn:1', 'b', 1_000],
      [3, 'a:turn:2', 'a', 2_000],
    ]);
  });

  it('stores nothing of a commit that fails, and goes on as if it had not been', () => {
    writer.commit(rowsOf(aTurn('a', 1)));
    refuse('b:turn:2');
    expect(() => writer.commit(rowsOf(aTurn('b', 1), aTurn('c', 1), aTurn('b', 2)))).toThrow('disk full');
    expect([stored().length, readMeta(db, 'head')]).toEqual([1, '1']);
    db.exec('DROP TRIGGER refused');
    const again = writer.commit(rowsOf(aTurn('c', 1), aTurn('b', 1), aTurn('b', 2)));
    expect(again.outcomes).toEqual([2, 3, 4].map((position) => ({ outcome: 'accepted', position })));
    expect(stored()).toEqual([
      [1, 'a:turn:1', 'a', 1_000],
      [2, 'c:turn:1', 'c', 1_000],
      [3, 'b:turn:1', 'b', 1_000],
      [4, 'b:turn:2', 'b', 1_000],
    ]);
  });

  it('keeps the head in the transaction that moves it', () => {
    writer.commit(rowsOf(...turns('a', 1, 3)));
    expect(readMeta(db, 'head')).toBe('3');
    expect(new LogWriter(db, () => clock, 'key').commit(rowsOf(aTurn('a', 4))).head).toBe(4);
  });

  it('does not give a position again when the newest events were trimmed', () => {
    writer.commit(rowsOf(...turns('a', 1, 3)));
    db.exec('DELETE FROM events');
    const { outcomes } = new LogWriter(db, () => clock, 'key').commit(rowsOf(aTurn('a', 4)));
    expect(outcomes).toEqual([{ outcome: 'accepted', position: 4 }]);
  });

  it('takes every telling of an id without fingerprint as a repeat', () => {
    writer.commit(rowsOf(aTurn('a', 1)));
    db.exec('UPDATE events SET fingerprint = NULL');
    const { outcomes } = writer.commit(rowsOf(aTurn('a', 1, { user_text: 'erased' })));
    expect(outcomes).toEqual([{ outcome: 'duplicate', position: 1 }]);
  });

  it('stores nothing on a full disk, and goes on as soon as there is room', () => {
    writer.commit(rowsOf(aTurn('a', 1)));
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages}`);
    const large = rowsOf(aTurn('b', 1, { user_text: 'x'.repeat(100_000) }));
    expect(() => writer.commit(large)).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
    expect([stored().length, readMeta(db, 'head')]).toEqual([1, '1']);
    db.pragma(`max_page_count = ${pages + 100}`);
    expect(writer.commit(large).outcomes).toEqual([{ outcome: 'accepted', position: 2 }]);
  });

  it('steps over a gap, once', () => {
    writer.commit(rowsOf(aTurn('a', 1)));
    new GapTable(db).add({ first: 2, last: 40 });
    const after = new LogWriter(db, () => clock, 'key');
    expect(after.commit(rowsOf(aTurn('a', 2), aTurn('a', 3)))).toMatchObject({
      outcomes: [{ position: 41 }, { position: 42 }],
      head: 42,
    });
  });

  it('keeps one stream a call', () => {
    writer.commit(rowsOf(aTurn('a', 1), aTurn('b', 1), aTurn('a', 2)));
    new LogWriter(db, () => clock, 'key').commit(rowsOf(aTurn('b', 2), aTurn('a', 3)));
    expect(db.prepare('SELECT call_id FROM streams').pluck().all()).toEqual(['a', 'b']);
  });
});

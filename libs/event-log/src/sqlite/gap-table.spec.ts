import SqliteDatabase, { type Database } from 'better-sqlite3';
import fc from 'fast-check';
import { RUNS } from '../../../call-events/src/testing';
import { GapTable } from './gap-table';
import { Gaps, type Range, rangesOf } from './gaps';
import { createSchema } from './schema';

describe('GapTable', () => {
  let db: Database;
  let table: GapTable;
  beforeEach(() => {
    db = new SqliteDatabase(':memory:');
    createSchema(db, () => 'abcdefgh');
    table = new GapTable(db);
  });
  afterEach(() => db.close());

  const rows = (): Range[] => db.prepare<[], Range>('SELECT first, last FROM gaps ORDER BY first').all();

  it('keeps what is trimmed bit by bit, in any order, in as few rows as at once', () => {
    const inTwo = fc.tuple(fc.uniqueArray(fc.integer({ min: 1, max: 80 })), fc.integer({ min: 1, max: 4 }));
    fc.assert(
      fc.property(inTwo, ([drawn, size]) => {
        db.exec('DELETE FROM gaps');
        for (let from = 0; from < drawn.length; from += size) {
          const portion = drawn.slice(from, from + size).sort((a, b) => a - b);
          for (const range of rangesOf(portion)) table.add(range);
        }
        expect(rows()).toEqual(rangesOf([...drawn].sort((a, b) => a - b)));
      }),
      RUNS,
    );
  });

  it('knows from any position on, up to any other, what all of it knows', () => {
    const ranges = [
      { first: 1, last: 4 },
      { first: 6, last: 6 },
      { first: 8, last: 20 },
      { first: 22, last: 23 },
    ];
    for (const range of ranges) table.add(range);
    for (let after = 0; after <= 25; after++) {
      for (let upTo = after + 1; upTo <= 25; upTo++) {
        const next = table.between(after, Number.MAX_SAFE_INTEGER).next(after);
        const near = table.between(after, upTo).next(after);
        expect([after, upTo, near <= upTo ? near : 'above']).toEqual([after, upTo, next <= upTo ? next : 'above']);
      }
    }
  });

  it('reads no more gaps than it needs', () => {
    for (let first = 2; first < 2_000; first += 2) table.add({ first, last: first });
    expect(table.between(999, 1_001)).toEqual(new Gaps(rangesOf([998, 1_000])));
  });
});

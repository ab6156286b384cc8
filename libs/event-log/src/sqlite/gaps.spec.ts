import SqliteDatabase, { type Database } from 'better-sqlite3';
import { addGap, Gaps } from './gaps';
import { createSchema } from './schema';

describe('Gaps', () => {
  let db: Database;
  beforeEach(() => {
    db = new SqliteDatabase(':memory:');
    createSchema(db, () => 'abcdefgh');
  });
  afterEach(() => db.close());

  it('is the very next position while there are none', () => {
    expect(new Gaps(db).next(7)).toBe(8);
  });

  it.each([
    [1, 2],
    [2, 6],
    [3, 6],
    [5, 6],
    [6, 7],
    [8, 15],
    [14, 15],
    [15, 16],
  ])('after %i comes %i, when 3 to 5, 9 to 10 and 11 to 14 are empty', (position, next) => {
    addGap(db, 9, 10);
    addGap(db, 11, 14);
    addGap(db, 3, 5);
    expect(new Gaps(db).next(position)).toBe(next);
  });
});

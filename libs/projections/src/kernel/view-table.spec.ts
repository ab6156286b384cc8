import type { ViewSql, WrittenRow } from './view-sql';
import { ViewTable } from './view-table';

/** A table that is nothing but what was written to it. */
function tableOf(rows: Map<string, string | null>): ViewTable<string> {
  const sql = {
    read: (key: string) => rows.get(key) ?? null,
    write: (written: Iterable<WrittenRow<string>>) => {
      for (const { key, row } of written) rows.set(key, row);
    },
  };
  return new ViewTable(sql as unknown as ViewSql<string>);
}

describe('ViewTable', () => {
  it.each([1, 2_000, 2_001, 5_000])('knows no former row when %d were written together', (count) => {
    const keys = Array.from({ length: count }, (_, index) => `${index}`);
    const table = tableOf(new Map(keys.map((key) => [key, 'former'])));
    for (const key of keys) table.get(key);
    for (const key of keys) table.set(key, 'new', 1);
    table.flush(() => undefined);
    table.settle();
    expect(keys.filter((key) => table.get(key) !== 'new')).toEqual([]);
  });
});

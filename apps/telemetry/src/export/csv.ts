import { stringify } from 'csv-stringify/sync';
import { inertCell } from './csv-cell';

/** Null: not known, so nothing stands in the cell. */
export type CsvCell = string | number | null;

/** A column: its name, and what of a record stands in it. */
export type CsvColumns<T> = readonly (readonly [name: string, of: (record: T) => CsvCell])[];

/** The first line, with the names of the columns. */
export function csvHeader<T>(columns: CsvColumns<T>): string {
  return `${columns.map(([name]) => name).join(',')}\r\n`;
}

/** Records by RFC 4180: lines end in CRLF, texts stand in quotes, numbers do not. */
export function csvRecords<T>(columns: CsvColumns<T>, records: readonly T[]): string {
  return csvTable(records.map((record) => columns.map(([, of]) => of(record))));
}

export function csvTable(rows: readonly (readonly CsvCell[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? inertCell(cell) : cell)));
  return stringify(cells, { quoted_string: true, record_delimiter: 'windows' });
}

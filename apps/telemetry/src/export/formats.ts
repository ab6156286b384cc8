import { csvHeader, type CsvColumns, csvRecords } from './csv';

/** How a list of records is written down, piece by piece. */
export interface ListFormat<T> {
  readonly mediaType: string;
  /** Of the file that it is saved as. */
  readonly ending: string;
  readonly head: string;
  readonly foot: string;
  /** `first`: nothing stands before it yet. */
  records(records: readonly T[], first: boolean): string;
}

/** A record that is JSON already. */
type JsonText = string;

export const JSON_LIST: ListFormat<JsonText> = {
  mediaType: 'application/json; charset=utf-8',
  ending: 'json',
  head: '[',
  foot: ']\n',
  records: (records, first) => `${first ? '' : ',\n'}${records.join(',\n')}`,
};

export const JSON_LINES: ListFormat<JsonText> = {
  mediaType: 'application/x-ndjson; charset=utf-8',
  ending: 'ndjson',
  head: '',
  foot: '',
  records: (records) => `${records.join('\n')}\n`,
};

export function csvFormat<T>(columns: CsvColumns<T>): ListFormat<T> {
  return {
    mediaType: 'text/csv; charset=utf-8',
    ending: 'csv',
    head: csvHeader(columns),
    foot: '',
    records: (records) => csvRecords(columns, records),
  };
}

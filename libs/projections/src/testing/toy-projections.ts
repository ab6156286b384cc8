import type { StoredEvent } from '@callscope/call-events';
import type { OpenRow, RowChange, RowProjection, Share, SumProjection } from '../kernel';

export interface TypesRow {
  readonly types: readonly string[];
}

/** For each call, the types of its events in order; the row of a call goes when the call has ended. */
export function typesOfCalls(version = 1): RowProjection<unknown, unknown> {
  const types: RowProjection<TypesRow, StoredEvent> = {
    name: 'types',
    version,
    source: 'log',
    columns: { number: { type: 'INTEGER', of: (row) => row.types.length } },
    keys: (event) => [event.call_id],
    evolve: (row, event) => (event.type === 'call.ended' ? null : { types: [...(row?.types ?? []), event.type] }),
  };
  return types;
}

export interface DiaryRow {
  readonly changes: readonly { readonly before: number; readonly after: number; readonly position: number }[];
}

/** For each call, every change that `types` has told of it: how long its row was before and after. */
export function diaryOfTypes(): RowProjection<unknown, unknown> {
  const size = (row: TypesRow | null): number => row?.types.length ?? 0;
  const diary: RowProjection<DiaryRow, RowChange<TypesRow>> = {
    name: 'diary',
    version: 1,
    source: 'types',
    keys: (change) => [change.key],
    evolve: (row, { before, after, position }) => ({
      changes: [...(row?.changes ?? []), { before: size(before), after: size(after), position }],
    }),
  };
  return diary;
}

/** Counts the events of the log, and throws at the one with this id. */
export class Stumbler implements RowProjection<{ readonly n: number }, StoredEvent> {
  readonly name = 'stumbler';
  readonly version = 1;
  readonly source = 'log';

  constructor(private readonly id: string) {}

  keys(): readonly string[] {
    return ['all'];
  }

  evolve(row: { readonly n: number } | null, event: StoredEvent): { readonly n: number } {
    if (event.id === this.id) throw new Error(`stumbled over ${event.id}`);
    return { n: (row?.n ?? 0) + 1 };
  }
}

export interface TallyRow {
  readonly n: number;
}

/**
 * Counts the events of each type and of all types; what has been counted out altogether is no row. A note says by how
 * much it counts. A note without a number has no share; the number 13 cannot be added.
 */
export class Tallies implements SumProjection<TallyRow, StoredEvent, number> {
  readonly name = 'tallies';
  readonly version = 1;
  readonly source = 'log';
  /** How many rows were opened. */
  opened = 0;

  shares(event: StoredEvent): readonly Share<number>[] {
    const { n } = { n: 1, ...event.data } as { n: unknown };
    return [
      { keys: ['all', event.type], part: numberOf(n) },
      { keys: [event.call_id], part: numberOf(n) },
    ];
  }

  open(row: TallyRow | null): OpenRow<TallyRow, number> {
    this.opened += 1;
    let n = row?.n ?? 0;
    return {
      add: (part) => {
        if (part === 13) throw new Error('13 cannot be added');
        n += part;
      },
      toRow: () => (n === 0 ? null : { n }),
    };
  }
}

function numberOf(n: unknown): number {
  if (typeof n !== 'number') throw new Error('a share must be a number');
  return n;
}

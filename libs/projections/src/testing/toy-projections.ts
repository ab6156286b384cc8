import type { StoredEvent } from '@callscope/call-events';
import type { ProjectionDefinition, RowChange } from '../kernel';

export interface TypesRow {
  readonly types: readonly string[];
}

/** For each call, the types of its events in order; the row of a call goes when the call has ended. */
export function typesOfCalls(version = 1): ProjectionDefinition {
  const types: ProjectionDefinition<TypesRow, StoredEvent> = {
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
export function diaryOfTypes(): ProjectionDefinition {
  const size = (row: TypesRow | null): number => row?.types.length ?? 0;
  const diary: ProjectionDefinition<DiaryRow, RowChange<TypesRow>> = {
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
export class Stumbler implements ProjectionDefinition<{ readonly n: number }, StoredEvent> {
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

import type { StoredEvent } from '@callscope/call-events';
import type { LogProjection } from '../../../kernel';
import { Projection } from '../../../kernel/projection.decorator';

interface TypesRow {
  readonly types: readonly string[];
}

/** For each call, the types of its events in order. Errors cannot be taken. */
@Projection()
export class TypesProjection implements LogProjection<TypesRow> {
  readonly name = 'types';
  readonly version = 1;
  readonly source = 'log';

  keys(event: StoredEvent): readonly string[] {
    return [event.call_id];
  }

  evolve(row: TypesRow | null, event: StoredEvent): TypesRow {
    if (event.type === 'error.raised') throw new Error('errors are not for me');
    return { types: [...(row?.types ?? []), event.type] };
  }
}

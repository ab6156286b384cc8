import { DamagedLogError } from '@callscope/event-log';
import type { ViewsStore } from '../../../kernel';

class NotSoError extends Error {
  readonly code = 'not_so';
}

/** Reads of the types, and ways to bring the views into trouble from without. */
export class TypesQueries {
  constructor(private readonly views: ViewsStore) {}

  /** Call ids and types. */
  all(): [string, string][] {
    const rows = this.views.db.prepare<[], { key: string; row: string }>(
      'SELECT key, row FROM view_types ORDER BY key',
    );
    return rows.all().map(({ key, row }) => [key, (JSON.parse(row) as { types: string[] }).types.join(' ')]);
  }

  sum(numbers: { readonly of: readonly number[] }, more: number): number {
    return numbers.of.reduce((sum, number) => sum + number, more);
  }

  /** From now on the row of a call cannot be read; `mend` ends that. */
  damage(callId: string): void {
    this.views.db.prepare("INSERT INTO view_types (key, position, row) VALUES (?, 0, 'damaged')").run(callId);
  }

  mend(): void {
    this.views.db.exec("DELETE FROM view_types WHERE row = 'damaged'");
  }

  fail(how: 'with a code' | 'plainly' | 'for damage'): never {
    if (how === 'with a code') throw new NotSoError('that is not so');
    if (how === 'for damage') throw new DamagedLogError('position 7 was altered');
    throw new TypeError('no such thing');
  }

  /** What cannot go between threads. */
  work(): () => void {
    return () => undefined;
  }

  /** Ends the thread at once. */
  end(): never {
    process.exit(3);
  }
}

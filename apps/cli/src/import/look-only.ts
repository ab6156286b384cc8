import { nativeRefusal, patterEvents, RefusedInputError } from '@callscope/intake';
import type { Item, Send } from './batch';
import { ingestBody } from './ingest-body';
import type { RefusedLine } from './refused-line';

/** What stands in for the service in a dry run: the checks that the service makes, of its own code. */
export function looker(kind: 'ingest' | 'events', now: () => number): Send {
  const flawOf = (bytes: Uint8Array): Flaw | null => {
    if (kind === 'events') return nativeRefusal(bytes, now());
    const body = ingestBody(bytes);
    if ('code' in body) return body;
    try {
      patterEvents(body.bytes, now());
      return null;
    } catch (error) {
      if (!(error instanceof RefusedInputError)) throw error;
      return { code: error.code, message: error.message, ...(error.field === undefined ? {} : { field: error.field }) };
    }
  };
  return async (items) => {
    const refused = items.flatMap((item) => refusedLine(item, flawOf(item.bytes)));
    const good = kind === 'ingest' ? new Set(refused.map(({ line }) => line)) : null;
    return {
      taken: items.length - refused.length,
      duplicates: null,
      refused,
      ...(good === null ? {} : { turns: turnsOf(items.filter(({ line }) => !good.has(line))) }),
    };
  };
}

type Flaw = Pick<RefusedLine, 'code' | 'field' | 'message'>;

function refusedLine({ line, file }: Item, flaw: Flaw | null): RefusedLine[] {
  if (flaw === null) return [];
  const { code, field, message } = flaw;
  return [{ ...(file === undefined ? {} : { file }), line, code, ...(field === undefined ? {} : { field }), message }];
}

function turnsOf(items: readonly Item[]): number {
  return items.reduce((sum, { bytes }) => {
    const body = ingestBody(bytes);
    return 'turns' in body ? sum + body.turns : sum;
  }, 0);
}

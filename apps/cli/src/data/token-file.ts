import { readFileSync } from 'node:fs';
import { messageOf } from '../error-facts';
import { badUsage } from '../form/bad-usage';

/**
 * A token of a token file as the service has it: the first that allows this, or stands alone, which allows everything.
 * @param what says in the error what is allowed by it.
 * @throws CliError when there is none.
 */
export function tokenIn(file: string, scope: 'admin' | 'ingest' | 'read', what: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw badUsage(messageOf(error));
  }
  for (const line of text.split('\n')) {
    const [first = '', second] = line.trim().split(/\s+/);
    if (first === '' || first.startsWith('#')) continue;
    if (second === undefined) return first;
    if (first.split(',').includes(scope)) return second;
  }
  throw badUsage(`${file} has no token that allows to ${what}`);
}

import { readFileSync } from 'node:fs';
import { badUsage } from '../data/data-options';
import { messageOf } from '../error-facts';

/**
 * The token to read with, of a token file as the service has it: the first that allows `read`, or stands alone.
 * @throws CliError when there is none.
 */
export function readTokenIn(file: string): string {
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
    if (first.split(',').includes('read')) return second;
  }
  throw badUsage(`${file} has no token that allows to read`);
}

/**
 * Run as a process of its own: appends calls of three events to the log in the folder that it is given, trims each of
 * them later, and counts in the baseline what was trimmed. It prints `appended` or `trimmed` with the name of a call when
 * the log has said so. It ends when somebody kills it.
 */
import { SqliteEventLog } from '../sqlite/sqlite-event-log';
import { turns } from './events';
import { trimAll } from './trim';

const [, , folder = '', name = ''] = process.argv;
const KEPT = 5;

async function run(): Promise<void> {
  const log = await SqliteEventLog.open({ folder });
  for (let number = 0; ; number++) {
    await log.append(turns(`${name}-${number}`, 1, 3));
    process.stdout.write(`appended ${name}-${number}\n`);
    if (number < KEPT) continue;
    const events = Number(log.baseline().rows.get('events') ?? 0);
    await trimAll(log, [`${name}-${number - KEPT}`], [['events', String(events + 3)]]);
    process.stdout.write(`trimmed ${name}-${number - KEPT}\n`);
  }
}

void run();

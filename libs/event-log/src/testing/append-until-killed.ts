/**
 * Run as a process of its own: appends without end to the log in the folder that it is given, and prints the ids of an
 * append when the log has acknowledged it, one line each. It ends when somebody kills it.
 */
import { SqliteEventLog } from '../sqlite/sqlite-event-log';
import { aTurn, idsOf } from './events';

const [, , folder = '', name = ''] = process.argv;
const APPENDERS = 8;
const LARGEST_APPEND = 3;

async function appendForever(log: SqliteEventLog, appender: number): Promise<void> {
  for (let number = 0; ; number++) {
    const size = 1 + (number % LARGEST_APPEND);
    const events = Array.from({ length: size }, (_, index) => aTurn(`${name}-${appender}-${number}`, index));
    await log.append(events);
    process.stdout.write(`${idsOf(events).join('\n')}\n`);
  }
}

async function run(): Promise<void> {
  const log = await SqliteEventLog.open({ folder });
  await Promise.all(Array.from({ length: APPENDERS }, (_, appender) => appendForever(log, appender)));
}

void run();

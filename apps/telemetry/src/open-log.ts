import { DamagedLogError, quarantine, renewalText, SqliteEventLog } from '@callscope/event-log';
import type { Logger } from 'pino';
import { BadSettingError } from './settings/settings';

/** A disk that takes longer to make a write durable holds every producer up. */
const SLOW_SYNC_MS = 10;

/**
 * Opens the log, and says what whoever runs the service must know of it.
 * @throws BadSettingError when the folder cannot be one.
 */
export async function openLog(folder: string, logger: Logger, onLost: (error: Error) => void): Promise<SqliteEventLog> {
  const log = await SqliteEventLog.open({ folder, onLost }).catch((error: unknown) => {
    throw isBadFolder(error) ? new BadSettingError(`--data ${error.message}`) : error;
  });
  const { logId, renewal, syncMs } = log.opening;
  if (renewal) logger.error({ log: logId, former_log: renewal.formerLogId }, renewalText(renewal, logId));
  const facts = { log: logId, position: log.head, sync_ms: Math.round(syncMs * 1_000) / 1_000 };
  if (syncMs > SLOW_SYNC_MS) logger.warn(facts, 'the disk is slow to make writes durable, and so is every answer');
  else logger.info(facts, 'the event log is open');
  return log;
}

/** Damage that is met after the opening gets its copy, too. */
export function withCopy(error: unknown, folder: string): unknown {
  if (!(error instanceof DamagedLogError) || error.copy !== null) return error;
  try {
    return new DamagedLogError(error.reason, quarantine(folder), { cause: error });
  } catch {
    return error;
  }
}

function isBadFolder(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'bad_folder';
}

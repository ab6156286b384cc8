import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import type { LogLevel } from './settings/settings';

/** Logs go to stderr as JSON lines: stdout holds the ready line alone. Ids may stand in them, words and numbers never. */
export function makeLogger(level: LogLevel): Logger {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}

/** The framework's own messages, in the same stream: what it does when all is well is of no interest. */
export function nestLogger(logger: Logger): LoggerService {
  const text = (message: unknown): string => (message instanceof Error ? message.message : String(message));
  return {
    log: (message: unknown) => {
      logger.debug(text(message));
    },
    warn: (message: unknown) => {
      logger.warn(text(message));
    },
    error: (message: unknown) => {
      logger.error(text(message));
    },
    fatal: (message: unknown) => {
      logger.fatal(text(message));
    },
  };
}

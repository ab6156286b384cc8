import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import { plainError } from './log-error';
import { readableLine } from './log-line';
import type { LogLevel } from './settings/settings';

/**
 * Logs go to stderr, as JSON lines, or as text where a person reads along: stdout holds the ready line alone. Ids may
 * stand in them, words and numbers never.
 */
export function makeLogger(level: LogLevel, stderr: { readonly isTTY?: boolean } = process.stderr): Logger {
  const destination = pino.destination({ dest: 2, sync: true });
  const readable = { write: (line: string) => destination.write(readableLine(line)) };
  const options = { level, base: null, serializers: { err: plainError } };
  return pino(options, stderr.isTTY ? readable : destination);
}

/** The framework's own messages, in the same stream: what it does when all is well is of no interest. */
export function nestLogger(logger: Logger): LoggerService {
  const text = (message: unknown): string => (message instanceof Error ? message.message : String(message));
  const facts = (message: unknown): object => (message instanceof Error ? { err: message } : {});
  return {
    log: (message: unknown) => {
      logger.debug(text(message));
    },
    warn: (message: unknown) => {
      logger.warn(facts(message), text(message));
    },
    error: (message: unknown) => {
      logger.error(facts(message), text(message));
    },
    fatal: (message: unknown) => {
      logger.fatal(facts(message), text(message));
    },
  };
}

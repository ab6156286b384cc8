import 'reflect-metadata';
import { ExitCode, exitCodeOf } from './exit-codes';
import { makeLogger } from './logger';
import { startService } from './service';
import { helpText, readSettings } from './settings/read-settings';
import { BadSettingError } from './settings/settings';

/** Files of the data folder are for its owner alone. */
const OWNER_ONLY = 0o077;

async function main(): Promise<void> {
  process.umask(OWNER_ONLY);
  const wish = readSettings(process.argv.slice(2), process.env);
  if (wish.kind === 'help') {
    process.stdout.write(helpText());
    return;
  }
  const logger = makeLogger(wish.settings.logLevel);
  const service = await startService(wish.settings, logger, (error) => {
    end(ExitCode.Failed, `it cannot go on: ${error.message}`);
  });
  const stop = (signal: string): void => {
    logger.info({ signal }, 'stopping');
    service.stop().then(
      () => process.exit(ExitCode.Stopped),
      (error: unknown) => {
        logger.fatal({ err: error }, 'the service could not stop in order');
        process.exit(ExitCode.Failed);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const { url, log } = service;
  process.stdout.write(`callscope ready ${url} (log ${log.logId}, position ${log.head})\n`);
}

/** The last word is one line on stderr, whatever the log level. */
function end(exitCode: number, sentence: string): void {
  process.stderr.write(`callscope: ${sentence}\n`);
  process.exit(exitCode);
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof BadSettingError) end(ExitCode.BadSettings, message);
  const exitCode = exitCodeOf(error);
  end(exitCode, exitCode === ExitCode.Failed ? `cannot start: ${message}` : message);
});

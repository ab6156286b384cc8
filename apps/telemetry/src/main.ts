import 'reflect-metadata';
import { makeLogger } from './logger';
import { startService } from './service';
import { helpText, readSettings } from './settings/read-settings';
import { BadSettingError } from './settings/settings';

const EXIT_BAD_SETTINGS = 2;

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
  const service = await startService(wish.settings, logger);
  const stop = (signal: string): void => {
    logger.info({ signal }, 'stopping');
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.fatal({ err: error }, 'the service could not stop in order');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const { url, log } = service;
  process.stdout.write(`callscope ready ${url} (log ${log.logId}, position ${log.head})\n`);
}

main().catch((error: unknown) => {
  if (error instanceof BadSettingError) {
    process.stderr.write(`callscope: ${error.message}\n`);
    process.exit(EXIT_BAD_SETTINGS);
  }
  process.stderr.write(`callscope cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { ExitCode, exitCodeOf } from './exit-codes';
import { makeLogger } from './logger';
import { helpText } from './settings/help-text';
import { loadSettings } from './settings/load-settings';
import { readSettings } from './settings/read-settings';
import { BadSettingError } from './settings/settings';
import { readSqliteAddon, warningOfAddon } from './sqlite-addon';

/** Files of the data folder are for its owner alone. */
const OWNER_ONLY = 0o077;

/**
 * Every thread collects its own garbage, and V8 lends each four helpers; two collections at a time are ten threads on two
 * cores, and the main loop waits among them: up to 14 ms beside searches, by the scheduler's own count. So young
 * objects are collected by one thread, old ones by one and a helper, and a thread that has become idle, as after a
 * rebuild, gives its memory back in one collection instead of three.
 */
const QUIET_COLLECTION = ['--no-parallel-scavenge', '--concurrent-marking-max-worker-num=1'];
// Known to V8 11 alone, that of Node 20: later ones complain of it on stderr.
if (process.versions.v8.startsWith('11.')) QUIET_COLLECTION.push('--memory-reducer-single-gc');

async function main(): Promise<void> {
  process.umask(OWNER_ONLY);
  for (const flag of QUIET_COLLECTION) setFlagsFromString(flag);
  const wish = readSettings(process.argv.slice(2), process.env);
  if (wish.kind === 'help') {
    process.stdout.write(helpText());
    return;
  }
  const { settings, news, warnings } = loadSettings(wish.given);
  if (news !== null) say(news);
  const logger = makeLogger(settings.logLevel);
  const ofAddon = warningOfAddon(process.versions.node, readSqliteAddon);
  for (const warning of [...warnings, ...(ofAddon ? [ofAddon] : [])]) logger.warn(warning);
  // Before it is ready nothing was taken in: it can end at any moment, and has then been stopped, not lost.
  let stop: (signal: string) => void = () => process.exit(ExitCode.Stopped);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(signal));
  const onLost = (error: Error): void => {
    end(ExitCode.Failed, `it cannot go on: ${error.message}`);
  };
  // Loaded late, so that help and bad settings are told at once; a late import is named as the built file is. The log is
  // opened and looked at in its own thread while this one loads the rest.
  const { openLog } = await import('./open-log.js');
  const [log, { startService }] = await Promise.all([openLog(settings.data, logger, onLost), import('./service.js')]);
  const service = await startService(settings, logger, log, onLost);
  stop = (signal) => {
    logger.info({ signal }, 'stopping');
    service.stop().then(
      () => process.exit(ExitCode.Stopped),
      (error: unknown) => {
        logger.fatal({ err: error }, 'the service could not stop in order');
        process.exit(ExitCode.Failed);
      },
    );
  };
  process.stdout.write(`callscope ready ${service.url} (log ${log.logId}, position ${log.head})\n`);
}

/** The last word is one line on stderr, whatever the log level. */
function end(exitCode: number, sentence: string): void {
  say(sentence);
  process.exit(exitCode);
}

function say(sentence: string): void {
  process.stderr.write(`callscope: ${sentence}\n`);
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof BadSettingError) end(ExitCode.BadSettings, message);
  const exitCode = exitCodeOf(error);
  end(exitCode, exitCode === ExitCode.Failed ? `cannot start: ${message}` : message);
});

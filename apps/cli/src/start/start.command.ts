import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Command } from '../command';
import { ExitCode } from '../exit-codes';

/** The service, beside this program where both are built. */
const SERVICE = join(__dirname, '../../../telemetry/src/main.js');

/**
 * The service itself, in this very process: signals reach it as they are sent, and its exit codes are its own (contract
 * §6). It reads its flags, and tells of them by --help.
 */
export const startCommand: Command = {
  name: 'start',
  summary: 'starts the service, and stays with it',
  async run(args) {
    process.argv = [process.execPath, SERVICE, ...args];
    createRequire(__filename)(SERVICE);
    return ExitCode.Done;
  },
};

import { backupCommand } from './backup/backup.command';
import type { Command } from './command';
import { compactCommand } from './compact/compact.command';
import { eraseCommand } from './erase/erase.command';
import { exportCommand } from './export/export.command';
import { healthCommand } from './health/health.command';
import { importCommand } from './import/import.command';
import { replayCommand } from './replay/replay.command';
import { simulateCommand } from './simulate/simulate.command';
import { startCommand } from './start/start.command';
import { tailCommand } from './tail/tail.command';
import { verifyCommand } from './verify/verify.command';

/** Every command, in the order in which the help tells of them. */
export const COMMANDS: readonly Command[] = [
  startCommand,
  importCommand,
  replayCommand,
  simulateCommand,
  tailCommand,
  exportCommand,
  healthCommand,
  verifyCommand,
  backupCommand,
  compactCommand,
  eraseCommand,
];

// Builds the server only where it was never built, so that `npm run replay` answers at once.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('dist/apps/cli/src/main.js')) {
  // One command line, for npm is a script of the shell on Windows. What it says goes to stderr: stdout is the replay's.
  const { status } = spawnSync('npm run build:server', { shell: true, stdio: ['ignore', 2, 2] });
  process.exitCode = status ?? 1;
}

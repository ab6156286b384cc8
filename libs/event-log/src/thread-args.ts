import { extname, join } from 'node:path';

/**
 * What Node is told to start a thread with. Run from sources (tests), a thread needs the TypeScript hook that its parent
 * has; once built, it needs nothing.
 */
export const THREAD_ARGS: readonly string[] =
  extname(__filename) === '.ts' ? ['-r', join(__dirname, '../../../scripts/typescript-hook.cjs')] : [];

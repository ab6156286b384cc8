import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, type CommandResult } from './run-command';

export const RECORDINGS = join(__dirname, '../fixtures/patter');
const CLI = join(__dirname, '../../dist/apps/cli/src/main.js');

export function recordingFile(name: 'ingest-ts' | 'ingest-py' | 'ingest-newer'): string {
  return join(RECORDINGS, `${name}.jsonl`);
}

/** Plays a recorded file into a running service by the command that users have. */
export function replay(file: string, url: string, ...flags: string[]): Promise<CommandResult> {
  return runCommand(process.execPath, [CLI, 'replay', file, '--speed', 'max', '--url', url, ...flags]);
}

interface Percentile {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
}

/** Totals of a recorded file, computed from it by other means (README beside it). */
export interface ExpectedTotals {
  readonly calls: number;
  readonly calls_ended: number;
  readonly duration_seconds_sum: number;
  readonly cost: Readonly<Record<'stt' | 'tts' | 'llm' | 'telephony' | 'total', number>>;
  readonly agent_response_ms: Percentile;
  readonly total_ms: Percentile;
  readonly calls_without_end: readonly string[];
  readonly posts_over_102400_bytes: readonly string[];
}

export function expectedTotals(name: 'ingest-ts' | 'ingest-py' | 'ingest-newer'): ExpectedTotals {
  const expected = JSON.parse(readFileSync(join(RECORDINGS, 'expected.json'), 'utf8')) as {
    files: Record<string, ExpectedTotals>;
  };
  const totals = expected.files[`${name}.jsonl`];
  if (!totals) throw new Error(`expected.json knows nothing of ${name}`);
  return totals;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../../../test/fixtures/patter');

export const RECORDED_FILES = ['ingest-ts.jsonl', 'ingest-py.jsonl', 'ingest-newer.jsonl'] as const;
export type RecordedFile = (typeof RECORDED_FILES)[number];

/** One POST of a Patter SDK, in the order in which the recorder took them. */
export interface RecordedPost {
  readonly at_ms: number;
  readonly phase: 'initiated' | 'start' | 'status' | 'end';
  readonly body: Readonly<Record<string, unknown>> & { readonly call_id: string };
}

/** What a recorded file adds up to; how each figure was made says README.md beside the files. */
export interface ExpectedFigures {
  readonly posts: number;
  readonly calls: number;
  readonly calls_ended: number;
  readonly calls_terminal_by_status: Readonly<Record<string, number>>;
  readonly calls_without_end: readonly string[];
  readonly duration_seconds_sum: number;
  readonly cost: Readonly<Record<'stt' | 'tts' | 'llm' | 'telephony' | 'total' | 'llm_cached_savings', number>>;
  readonly turns: Readonly<Record<'total' | 'completed' | 'interrupted' | 'completed_measured', number>>;
  readonly agent_response_ms: ExpectedPercentiles;
  readonly total_ms: ExpectedPercentiles;
  readonly transcript_entries: number;
  readonly calls_by_mode: Readonly<Record<string, number>>;
  readonly calls_by_carrier: Readonly<Record<string, number>>;
}

interface ExpectedPercentiles {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
}

export function recordedPosts(file: RecordedFile): RecordedPost[] {
  const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as RecordedPost);
}

export function expectedFigures(file: RecordedFile): ExpectedFigures {
  const { files } = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as {
    files: Record<RecordedFile, ExpectedFigures>;
  };
  return files[file];
}

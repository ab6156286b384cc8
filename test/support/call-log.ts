import { appendFileSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RECORDINGS } from './recording';

const RECORDED = join(RECORDINGS, 'call-log/calls');
const DAY_MS = 86_400_000;

/** A step of the SDK's call logger: the whole metadata of a call, or one more turn. */
export interface LoggedStep {
  readonly callId: string;
  /** Days before today: calls are written into the folder of the day that it is. */
  readonly daysAgo: number;
  /** Which of the two files. */
  readonly file: 'metadata.json' | 'transcript.jsonl';
  readonly text: string;
  /** Number of the turn; null for metadata. */
  readonly turn: number | null;
}

/** The recorded call log as its calls wrote it: start, turns, end; what was damaged by hand afterwards is left out. */
export function loggedSteps(): LoggedStep[] {
  const days = [
    ['2026/05/12', 1],
    ['2026/05/13', 0],
  ] as const;
  return days.flatMap(([day, daysAgo]) =>
    readdirSync(join(RECORDED, day)).flatMap((callId) => stepsOf(join(RECORDED, day, callId), { callId, daysAgo })),
  );
}

function stepsOf(folder: string, call: Pick<LoggedStep, 'callId' | 'daysAgo'>): LoggedStep[] {
  const whole = metadataIn(folder);
  const metadata = (value: object): LoggedStep[] => [
    { ...call, file: 'metadata.json', text: `${JSON.stringify(value, null, 2)}\n`, turn: null },
  ];
  const lines = readFileSync(join(folder, 'transcript.jsonl'), 'utf8').split('\n');
  const turns = lines
    .filter((line) => line.endsWith('}'))
    .map((line): LoggedStep => {
      const { turn_index: turn } = JSON.parse(line) as { turn_index: number };
      return { ...call, file: 'transcript.jsonl', text: `${line}\n`, turn };
    });
  const running = { ended_at: null, duration_ms: null, status: 'in_progress', turns: 0, cost: null, latency: null };
  return [
    ...(whole?.['started_at'] ? metadata({ ...whole, ...running }) : []),
    ...turns,
    ...(whole?.['ended_at'] ? metadata(whole) : []),
  ];
}

function metadataIn(folder: string): Record<string, unknown> | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'metadata.json'), 'utf8')) as Record<string, unknown>;
  } catch {
    return null;
  }
}

/** Where the folder of a call is below the root. */
export function callFolder(root: string, { callId, daysAgo }: Pick<LoggedStep, 'callId' | 'daysAgo'>): string {
  const day = new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '/');
  return join(root, 'calls', day, callId);
}

/** Writes a step as the SDK does: metadata by renaming, a turn by appending. */
export function write(root: string, step: LoggedStep): void {
  const folder = callFolder(root, step);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, step.file);
  if (step.turn !== null) appendFileSync(file, step.text);
  else {
    const draft = join(folder, '.tmp.1.abc.json');
    writeFileSync(draft, step.text);
    renameSync(draft, file);
  }
}

/** All that is below a folder: names, sizes, times of the last change, inodes. */
export function treeOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { size, mtimeMs, ctimeMs, ino } = lstatSync(join(folder, name));
      return `${name} ${size} ${mtimeMs} ${ctimeMs} ${ino}`;
    });
}

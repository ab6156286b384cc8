import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callFolders, daysOf, openInside } from './log-tree';

let root: string;
let elsewhere: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'callscope-tree-')));
  elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'callscope-elsewhere-')));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  rmSync(elsewhere, { recursive: true, force: true });
});

function makeCall(day: string, call: string): void {
  mkdirSync(join(root, 'calls', day, call), { recursive: true });
  writeFileSync(join(root, 'calls', day, call, 'transcript.jsonl'), '{}\n');
}

async function callsOf(day: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of callFolders(root, day)) names.push(name);
  return names.sort();
}

it('finds the days, newest first, and nothing that is named otherwise', async () => {
  for (const day of ['2026/05/12', '2025/12/31', '2026/05/13']) makeCall(day, 'CA1');
  for (const other of ['2026/05/old', '2026/x/01', 'notes/05/01'])
    mkdirSync(join(root, 'calls', other), { recursive: true });
  writeFileSync(join(root, 'calls', '.DS_Store'), '');
  expect(await daysOf(root)).toEqual(['2026/05/13', '2026/05/12', '2025/12/31']);
});

it('finds nothing where there is nothing', async () => {
  expect(await daysOf(join(root, 'gone'))).toEqual([]);
  expect(await callsOf('2026/05/12')).toEqual([]);
});

it('finds the calls of a day, and follows no link', async () => {
  makeCall('2026/05/12', 'CA1');
  symlinkSync(elsewhere, join(root, 'calls/2026/05/12/CA2'));
  symlinkSync(elsewhere, join(root, 'calls/2026/05/13'));
  expect(await callsOf('2026/05/12')).toEqual(['CA1']);
  expect(await daysOf(root)).toEqual(['2026/05/12']);
});

describe('opening', () => {
  const opened = async (...path: string[]): Promise<boolean> => {
    const file = await openInside(root, ...path);
    await file?.close();
    return file !== null;
  };

  beforeEach(() => {
    makeCall('2026/05/12', 'CA1');
    writeFileSync(join(elsewhere, 'transcript.jsonl'), 'not ours\n');
  });

  it('takes a file that lies there', async () => {
    expect(await opened('calls', '2026/05/12', 'CA1', 'transcript.jsonl')).toBe(true);
  });

  it('takes none that is a link, or lies behind one', async () => {
    symlinkSync(elsewhere, join(root, 'calls/2026/05/12/CA2'));
    symlinkSync(join(elsewhere, 'transcript.jsonl'), join(root, 'calls/2026/05/12/CA1/metadata.json'));
    expect(await opened('calls', '2026/05/12', 'CA2', 'transcript.jsonl')).toBe(false);
    expect(await opened('calls', '2026/05/12', 'CA1', 'metadata.json')).toBe(false);
  });

  it('takes no folder and waits for no pipe', async () => {
    mkdirSync(join(root, 'calls/2026/05/12/CA3/transcript.jsonl'), { recursive: true });
    execFileSync('mkfifo', [join(root, 'calls/2026/05/12/CA1/metadata.json')]);
    expect(await opened('calls', '2026/05/12', 'CA3', 'transcript.jsonl')).toBe(false);
    expect(await opened('calls', '2026/05/12', 'CA1', 'metadata.json')).toBe(false);
  });

  it('takes none that is gone', async () => {
    expect(await opened('calls', '2026/05/12', 'CA9', 'transcript.jsonl')).toBe(false);
  });
});

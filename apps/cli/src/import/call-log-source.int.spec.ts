import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Before, callLogSource } from './call-log-source';

const SAVED_AT = Date.UTC(2026, 5, 1);
const turn = (index: number): string => JSON.stringify({ turn_index: index, user_text: 'hi', agent_text: 'hello' });

describe('a folder of call logs', () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'callscope-logs-')));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(place: string, content: string, at = SAVED_AT - 1_000): void {
    const path = join(root, place);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    utimesSync(path, at / 1_000, at / 1_000);
  }

  function call(day: string, name: string, metadata: object | null, ...turns: number[]): void {
    if (metadata) write(`calls/${day}/${name}/metadata.json`, JSON.stringify(metadata));
    write(`calls/${day}/${name}/transcript.jsonl`, turns.map((index) => `${turn(index)}\n`).join(''));
  }

  /** What it gives, as `call type`, and the place at its end. */
  async function read(before: Before | null = null): Promise<{ told: string[]; refused: string[]; end: string }> {
    const found = { told: [] as string[], refused: [] as string[], end: '' };
    const source = await callLogSource(root, before, Date.now);
    for await (const { items, refused, end } of source.batches(new AbortController().signal)) {
      for (const { bytes } of items) {
        const { call_id, type } = JSON.parse(Buffer.from(bytes).toString()) as Record<string, string>;
        found.told.push(`${call_id} ${type}`);
      }
      found.refused.push(...refused.map(({ file, line, code }) => `${file} ${line} ${code}`));
      found.end = end.folder;
    }
    return found;
  }

  const started = { started_at: '2026-05-12T10:00:00Z', caller: '+12065550142' };

  it('tells each call from its start to its end, the oldest day first', async () => {
    call('2026/05/13', 'a', { call_id: 'a', ...started }, 0);
    call('2026/05/12', 'b', { call_id: 'b', ...started, ended_at: '2026-05-12T10:01:00Z', status: 'completed' }, 0, 1);
    expect(await read()).toEqual({
      told: [
        'b call.started',
        'b turn.completed',
        'b turn.completed',
        'b call.ended',
        'a call.started',
        'a turn.completed',
      ],
      refused: [],
      end: 'calls/2026/05/13/a',
    });
  });

  it('takes the id of a second day without metadata from the day before', async () => {
    call('2026/05/12', 'v3_x', { call_id: 'v3:x', ...started }, 0);
    call('2026/05/13', 'v3_x', null, 1);
    call('2026/99/99', 'odd', null, 0);
    expect((await read()).told.slice(1)).toEqual(['v3:x turn.completed', 'v3:x turn.completed', 'odd turn.completed']);
  });

  it('leaves out what was deleted, and names what it cannot read', async () => {
    call('2026/05/12', 'gone', { call_id: 'gone', ...started }, 0);
    call('2026/05/12', 'kept', null, 0);
    write('calls/2026/05/12/kept/metadata.json', '{"call_id":');
    write('calls/2026/05/12/kept/transcript.jsonl', `${turn(0)}\nno\n${turn(1)}\nhalf`);
    write('.deleted_call_ids.json', '{"deleted_call_ids":["gone"]}');
    expect(await read()).toMatchObject({
      told: ['kept turn.completed', 'kept turn.completed'],
      refused: [
        'calls/2026/05/12/kept/metadata.json 1 invalid_json',
        'calls/2026/05/12/kept/transcript.jsonl 2 invalid_json',
      ],
    });
  });

  it('goes on behind what was done, but for what was written to since', async () => {
    call('2026/05/12', 'done', { call_id: 'done', ...started }, 0);
    call('2026/05/12', 'grown', { call_id: 'grown', ...started }, 0);
    write('calls/2026/05/12/grown/transcript.jsonl', `${turn(0)}\n${turn(1)}\n`, SAVED_AT + 1_000);
    call('2026/05/12', 'next', { call_id: 'next', ...started });
    const { told } = await read({ folder: 'calls/2026/05/12/grown', savedAt: SAVED_AT });
    expect(told).toEqual(['grown call.started', 'grown turn.completed', 'grown turn.completed', 'next call.started']);
  });
});

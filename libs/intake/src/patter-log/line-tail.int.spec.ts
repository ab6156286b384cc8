import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FilePlace, type LineStep, MAX_LINE_BYTES, readLines } from './line-tail';

let folder: string;
let name: string;
let place: FilePlace | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callscope-tail-'));
  name = join(folder, 'transcript.jsonl');
  writeFileSync(name, '');
  place = null;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function step(): Promise<LineStep> {
  const file = await open(name, 'r');
  try {
    const found = await readLines(file, place);
    place = found.place;
    return found;
  } finally {
    await file.close();
  }
}

async function texts(): Promise<(string | null)[]> {
  const found: (string | null)[] = [];
  for (let more = true; more;) {
    const next = await step();
    found.push(...next.lines.map(({ bytes }) => bytes && Buffer.from(bytes).toString()));
    more = next.more;
  }
  return found;
}

it('takes each line once, as it is appended', async () => {
  appendFileSync(name, 'one\ntwo\n');
  expect(await texts()).toEqual(['one', 'two']);
  expect(await texts()).toEqual([]);
  appendFileSync(name, 'three\n');
  expect(await texts()).toEqual(['three']);
});

it('waits for the end of a half-written line', async () => {
  appendFileSync(name, 'one\n{"turn');
  expect(await texts()).toEqual(['one']);
  appendFileSync(name, '_index":1}');
  expect(await texts()).toEqual([]);
  appendFileSync(name, '\n');
  expect(await texts()).toEqual(['{"turn_index":1}']);
});

it('puts a character together whose bytes come one by one', async () => {
  const found: (string | null)[] = [];
  for (const byte of Buffer.from('¡Buen viaje! ✈️ 𠮷\n')) {
    appendFileSync(name, Buffer.of(byte));
    found.push(...(await texts()));
  }
  expect(found).toEqual(['¡Buen viaje! ✈️ 𠮷']);
});

it('knows the line ends of Windows, and passes over empty lines', async () => {
  appendFileSync(name, 'one\r\n\r\n\ntwo\r\n');
  expect(await texts()).toEqual(['one', 'two']);
});

it('says where a line begins', async () => {
  appendFileSync(name, 'é\n\ntwo\n');
  expect((await step()).lines.map(({ offset }) => offset)).toEqual([0, 4]);
});

it('begins anew in a file that was cut short', async () => {
  appendFileSync(name, 'one\ntwo\nthree\n');
  await texts();
  truncateSync(name, 4);
  const next = await step();
  expect([next.anew, next.lines.length]).toEqual([true, 1]);
});

it('begins anew in a file that was cut short and has grown beyond', async () => {
  appendFileSync(name, 'one\n');
  await texts();
  truncateSync(name, 0);
  appendFileSync(name, 'another\nand more\n');
  expect(await texts()).toEqual(['another', 'and more']);
});

it('begins anew in a file that took the place of the former one, though it begins as that did', async () => {
  appendFileSync(name, 'one\n');
  await texts();
  renameSync(name, `${name}.1`);
  appendFileSync(name, 'one\ntwo\n');
  expect(await texts()).toEqual(['one', 'two']);
});

it('takes a large file in steps, without losing a line between them', async () => {
  const lines = Array.from({ length: 5_000 }, (_, n) => `${n}:${'x'.repeat(n % 97)}`);
  appendFileSync(name, `${lines.join('\n')}\n`);
  const first = await step();
  expect(first.more).toBe(true);
  expect(first.place.offset).toBeLessThanOrEqual(64 * 1_024);
  place = null;
  expect(await texts()).toEqual(lines);
});

it('takes a line that is as long as one may be, and passes over one that is longer', async () => {
  const longest = 'x'.repeat(MAX_LINE_BYTES - 1);
  appendFileSync(name, `${longest}\n${'y'.repeat(3 * MAX_LINE_BYTES)}\nafter\n`);
  expect(await texts()).toEqual([longest, null, 'after']);
});

it('passes over a line that is too long and has no end yet, in bounded memory', async () => {
  appendFileSync(name, 'y'.repeat(2.5 * MAX_LINE_BYTES));
  expect(await texts()).toEqual([null]);
  appendFileSync(name, 'y\nafter\n');
  expect(await texts()).toEqual(['after']);
});

it('keeps no word of the file in the place', async () => {
  appendFileSync(name, '{"user_text":"my number"}\n');
  await texts();
  expect(JSON.stringify(place)).not.toContain('number');
});

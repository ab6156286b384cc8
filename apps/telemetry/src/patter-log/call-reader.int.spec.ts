import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryEventLog } from '@callscope/event-log';
import type { CallFolder } from '@callscope/intake';
import { CallReader } from './call-reader';
import { dayDigest } from './day-digest';
import { DeletedCalls } from './deleted-calls';
import { PatientLog } from './patient-log';
import { PlaceBook } from './place-book';

const RECORDED = join(__dirname, '../../../../test/fixtures/patter/call-log');
const TAXI: CallFolder = { day: '2026/05/12', name: 'CAee2b78fe7d4243b19cc7f0d71b119d62' };
const STORM = 'CA8e72642a1eee6db04378052e9b022102';

let base: string;
let root: string;
let log: MemoryEventLog;
let book: PlaceBook;
let deleted: DeletedCalls;
let reader: CallReader;
let refused: string[];
let told: string[];

function openBook(of = { log: 'log-1', root: 'root-1' }): PlaceBook {
  return new PlaceBook(join(base, 'patter-log.json'), of);
}

function readerWith(places: PlaceBook): CallReader {
  const patient = new PatientLog(log, { refusal: () => null }, new AbortController().signal);
  deleted = new DeletedCalls(root, patient);
  const watch = { stored: () => undefined, refused: ({ code }: { code: string }) => void refused.push(code) };
  const tell = (file: string, reason: string): void => void told.push(`${file} ${reason}`);
  return new CallReader({ root, book: places, log: patient, deleted, watch, tell });
}

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'callscope-reader-')));
  root = join(base, 'logs');
  cpSync(RECORDED, root, { recursive: true });
  log = new MemoryEventLog();
  [refused, told] = [[], []];
  book = openBook();
  reader = readerWith(book);
});

afterEach(() => rmSync(base, { recursive: true, force: true }));

const fileOf = ({ day, name }: CallFolder, file: string): string => join(root, 'calls', day, name, file);
const transcript = fileOf.bind(null, TAXI, 'transcript.jsonl');
const countOf = (type: string): number => log.read(0, 1_000).filter((event) => event.type === type).length;

async function readAll(folder: CallFolder, by = reader): Promise<boolean> {
  let grew = false;
  for (let more = true; more;) {
    const step = await by.step(folder);
    grew ||= step.grew;
    more = step.more;
  }
  return grew;
}

it('takes a call in once, and then only what is new', async () => {
  expect(await readAll(TAXI)).toBe(true);
  expect(log.read(0, 100).map(({ type }) => type)).toEqual([
    'call.started',
    ...Array<string>(4).fill('cost.recorded'),
    'call.ended',
    ...Array<string>(5).fill('turn.completed'),
  ]);
  expect(await readAll(TAXI)).toBe(false);
  appendFileSync(transcript(), '{"turn_index":5,"agent_text":"¿Sigue ahí?"}\n');
  expect(await readAll(TAXI)).toBe(true);
  expect(countOf('turn.completed')).toBe(6);
});

it('goes on where it was after a restart: what is stored already is not even sent again', async () => {
  await readAll(TAXI);
  await book.save();
  const append = jest.spyOn(log, 'append');
  expect(await readAll(TAXI, readerWith(openBook()))).toBe(false);
  expect(append).not.toHaveBeenCalled();
});

it('takes in a transcript of many steps whole', async () => {
  const line = (n: number): string => `${JSON.stringify({ turn_index: n, agent_text: 'x'.repeat(1_000) })}\n`;
  writeFileSync(transcript(), Array.from({ length: 200 }, (_, n) => line(n)).join(''));
  expect((await reader.step(TAXI)).more).toBe(true);
  await readAll(TAXI);
  expect(countOf('turn.completed')).toBe(200);
});

it.each([
  ['another log', { log: 'log-2', root: 'root-1' }],
  ['another folder', { log: 'log-1', root: 'root-2' }],
])('reads all again for %s', async (_what, of) => {
  await readAll(TAXI);
  await book.save();
  expect(await readAll(TAXI, readerWith(openBook(of)))).toBe(true);
  expect(countOf('turn.completed')).toBe(5);
});

it.each(['', '{"version":1', '[]', '{"version":1,"log":"log-1","root":"root-1","folders":[],"days":{}}'])(
  'reads all again when the place is lost: %j',
  async (content) => {
    await readAll(TAXI);
    writeFileSync(join(base, 'patter-log.json'), content);
    expect(await readAll(TAXI, readerWith(openBook()))).toBe(true);
    expect([log.head, countOf('turn.completed')]).toEqual([11, 5]);
  },
);

it('counts once what is read again from a file that was cut short or has another in its place', async () => {
  await readAll(TAXI);
  const whole = readFileSync(transcript());
  truncateSync(transcript(), 100);
  await readAll(TAXI);
  renameSync(transcript(), `${transcript()}.1`);
  writeFileSync(transcript(), whole);
  expect(await readAll(TAXI)).toBe(true);
  expect(countOf('turn.completed')).toBe(5);
  expect(refused).toEqual([]);
});

it('lets a file and a folder go, and come back', async () => {
  await readAll(TAXI);
  rmSync(join(root, 'calls'), { recursive: true });
  expect(await readAll(TAXI)).toBe(false);
  cpSync(RECORDED, root, { recursive: true });
  await readAll(TAXI);
  expect(countOf('turn.completed')).toBe(5);
});

it('tells and counts broken metadata once, and takes the turns', async () => {
  const hotel = { day: '2026/05/12', name: 'CA7665d0be3a529d96b1eada6eb1aa060f' };
  await readAll(hotel);
  await book.save();
  await readAll(hotel, readerWith(openBook()));
  expect([refused, told.length, countOf('turn.completed')]).toEqual([['invalid_json'], 1, 7]);
  expect(told[0]).toContain(hotel.name);
});

it('passes over a broken line, says where it is, and waits for one that is cut off', async () => {
  writeFileSync(transcript(), 'é broken\n{"turn_index":0,"user_text":"yes"}\n{"turn_index":1,"us');
  await readAll(TAXI);
  expect([refused, countOf('turn.completed')]).toEqual([['invalid_json'], 1]);
  expect(told).toEqual([expect.stringContaining('the line at byte 0')]);
  appendFileSync(transcript(), 'er_text":"no"}\n');
  await readAll(TAXI);
  expect([refused.length, countOf('turn.completed')]).toEqual([1, 2]);
});

it('knows the call of a second day by the first, whose metadata has the whole id', async () => {
  const id = 'v3:/an-id-that-no-folder-can-have';
  const name = 'v3:_an-id-that-no-folder-can-have';
  for (const day of ['2026/05/12', '2026/05/13']) {
    renameSync(fileOf({ day, name: STORM }, ''), fileOf({ day, name }, ''));
    rmSync(fileOf({ day: '2026/05/13', name }, 'metadata.json'), { force: true });
  }
  const first = fileOf({ day: '2026/05/12', name }, 'metadata.json');
  writeFileSync(first, readFileSync(first, 'utf8').replace(STORM, id));
  for (const day of ['2026/05/12', '2026/05/13']) await readAll({ day, name });
  expect(new Set(log.read(0, 100).map(({ call_id: call }) => call))).toEqual(new Set([id]));
  expect(countOf('turn.completed')).toBe(10);
});

it('hides a call that was deleted, once: who shows it again has the last word', async () => {
  writeFileSync(join(root, '.deleted_call_ids.json'), JSON.stringify({ deleted_call_ids: [TAXI.name, 'CA-unknown'] }));
  await deleted.read();
  expect(log.head).toBe(0);
  await readAll(TAXI);
  expect(countOf('call.hidden')).toBe(1);
  reader = readerWith(openBook());
  await deleted.read();
  await readAll(TAXI);
  expect([countOf('call.hidden'), log.firstPosition('CA-unknown', 'call.hidden')]).toEqual([1, null]);
});

it('hides a call that was told of by another way than the folder, though the list is an old one', async () => {
  writeFileSync(join(root, '.deleted_call_ids.json'), JSON.stringify({ deleted_call_ids: ['CA-posted'] }));
  await deleted.read();
  const type = 'call.started';
  await log.append([{ id: 'posted', type, v: 1, call_id: 'CA-posted', data: { direction: 'inbound' } }]);
  await deleted.read();
  expect(log.firstPosition('CA-posted', 'call.hidden')).toBe(2);
  await deleted.read();
  expect(log.head).toBe(2);
});

it('keeps hiding when the list is gone, and says so when it is none', async () => {
  writeFileSync(join(root, '.deleted_call_ids.json'), JSON.stringify({ deleted_call_ids: [TAXI.name] }));
  await deleted.read();
  writeFileSync(join(root, '.deleted_call_ids.json'), '{"deleted');
  await expect(deleted.read()).rejects.toMatchObject({ code: 'invalid_json' });
  rmSync(join(root, '.deleted_call_ids.json'));
  await deleted.read();
  await readAll(TAXI);
  expect(countOf('call.hidden')).toBe(1);
});

it('remembers of a day that is over no more than a digest, which any change in it changes', async () => {
  await readAll(TAXI);
  const digest = await dayDigest(root, TAXI.day);
  book.closeDay(TAXI.day, digest);
  await book.save();
  expect(readFileSync(join(base, 'patter-log.json'), 'utf8')).not.toContain(TAXI.name);
  expect([openBook().day(TAXI.day), await dayDigest(root, TAXI.day)]).toEqual([digest, digest]);
  appendFileSync(transcript(), '\n');
  const grown = await dayDigest(root, TAXI.day);
  mkdirSync(fileOf({ ...TAXI, name: 'CA-late' }, ''));
  writeFileSync(fileOf({ ...TAXI, name: 'CA-late' }, 'metadata.json'), '{}');
  expect(new Set([digest, grown, await dayDigest(root, TAXI.day)]).size).toBe(3);
});

it('forgets the days that are gone', async () => {
  await readAll(TAXI);
  book.closeDay('2026/05/01', 'abc');
  book.keepDays(new Set(['2026/05/12']));
  expect([book.day('2026/05/01'), book.folder(`calls/${TAXI.day}/${TAXI.name}`).callId]).toEqual([null, TAXI.name]);
  book.keepDays(new Set());
  expect(book.folder(`calls/${TAXI.day}/${TAXI.name}`)).toEqual({});
});

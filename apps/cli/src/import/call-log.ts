import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CallFolder,
  MAX_LINE_BYTES,
  openInside,
  placeOf,
  readDeletedIds,
  readLines,
  readLogMetadata,
  readLogTurn,
  RefusedInputError,
} from '@callscope/intake';
import type { Item } from './batch';
import type { RefusedLine } from './refused-line';

/** Events of a call folder, or why one of its lines is none. */
export type LoggedItem = Item | RefusedLine;

const MAX_FILE_BYTES = 8 * 1_048_576;
const ONE_DAY_MS = 86_400_000;
const METADATA = 'metadata.json';
const TRANSCRIPT = 'transcript.jsonl';

/** Ids of calls that were taken out of Patter's own dashboard; none when the file says nothing. */
export async function deletedIds(root: string): Promise<ReadonlySet<string>> {
  const bytes = await whole(root, '.deleted_call_ids.json');
  try {
    return new Set(bytes ? readDeletedIds(bytes) : []);
  } catch (error) {
    if (error instanceof RefusedInputError) return new Set();
    throw error;
  }
}

/** When something in the folder was written last, in epoch ms. */
export async function writtenAt(root: string, folder: CallFolder): Promise<number> {
  const times = await Promise.all(
    [METADATA, TRANSCRIPT].map((name) =>
      inFile(root, join(placeOf(folder), name), async (file) => (await file.stat()).mtimeMs),
    ),
  );
  return Math.max(...times.map((time) => time ?? 0));
}

/** All that a folder tells, as native events: the start, the turns, the costs and the end. */
export async function* loggedItems(
  root: string,
  folder: CallFolder,
  deleted: ReadonlySet<string>,
  now: () => number,
): AsyncGenerator<LoggedItem> {
  const place = placeOf(folder);
  const bytes = await whole(root, join(place, METADATA));
  let call = { callId: folder.name, events: [] as readonly object[] };
  let flaw: RefusedLine | null = null;
  try {
    if (bytes) call = readLogMetadata(bytes, folder.name, now());
    else call = { callId: await idOfTheDayBefore(root, folder, now), events: [] };
  } catch (error) {
    flaw = refused(`${place}/${METADATA}`, 1, error);
  }
  if (deleted.has(call.callId)) return;
  if (flaw) yield flaw;
  const item = (event: object, name: string, line: number): Item => ({
    file: `${place}/${name}`,
    line,
    bytes: Buffer.from(JSON.stringify(event)),
  });
  const started = call.events.filter(isStart);
  for (const event of started) yield item(event, METADATA, 1);
  yield* turns(root, `${place}/${TRANSCRIPT}`, call.callId, now, item);
  for (const event of call.events.filter((one) => !isStart(one))) yield item(event, METADATA, 1);
}

/** A call that goes on past midnight has a second folder of the same name, which says nothing of it before its end. */
async function idOfTheDayBefore(root: string, { day, name }: CallFolder, now: () => number): Promise<string> {
  const beganAt = Date.parse(day.replaceAll('/', '-'));
  // A folder may be named like a day that no month has.
  if (Number.isNaN(beganAt)) return name;
  const before = new Date(beganAt - ONE_DAY_MS).toISOString().slice(0, 10).replaceAll('-', '/');
  const bytes = await whole(root, `${placeOf({ day: before, name })}/${METADATA}`);
  try {
    return bytes ? readLogMetadata(bytes, name, now()).callId : name;
  } catch (error) {
    if (error instanceof RefusedInputError) return name;
    throw error;
  }
}

function isStart(event: object): boolean {
  return 'type' in event && event.type === 'call.started';
}

async function* turns(
  root: string,
  name: string,
  callId: string,
  now: () => number,
  item: (event: object, name: string, line: number) => Item,
): AsyncGenerator<LoggedItem> {
  const file = await openInside(root, ...name.split('/'));
  if (!file) return;
  try {
    let line = 0;
    for (let from = null as Awaited<ReturnType<typeof readLines>>['place'] | null, more = true; more;) {
      const step = await readLines(file, from);
      for (const { bytes } of step.lines) {
        line += 1;
        if (bytes === null) {
          yield { file: name, line, code: 'event_too_large', message: `a line must not pass ${MAX_LINE_BYTES} bytes` };
          continue;
        }
        let turn: object;
        try {
          turn = readLogTurn(bytes, callId, now());
        } catch (error) {
          yield refused(name, line, error);
          continue;
        }
        yield item(turn, TRANSCRIPT, line);
      }
      from = step.place;
      ({ more } = step);
    }
  } finally {
    await file.close();
  }
}

function refused(file: string, line: number, error: unknown): RefusedLine {
  if (!(error instanceof RefusedInputError)) throw error;
  const { code, field, message } = error;
  return { file, line, code, ...(field === undefined ? {} : { field }), message };
}

/** The bytes of a small file; null when there is none. */
function whole(root: string, name: string): Promise<Buffer | null> {
  return inFile(root, name, async (file) => ((await file.stat()).size > MAX_FILE_BYTES ? null : file.readFile()));
}

async function inFile<T>(root: string, name: string, look: (file: FileHandle) => Promise<T>): Promise<T | null> {
  const file = await openInside(root, ...name.split('/'));
  if (!file) return null;
  try {
    return await look(file);
  } finally {
    await file.close();
  }
}

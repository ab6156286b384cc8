import { createReadStream } from 'node:fs';
import { CliError } from '../cli-error';
import { codeOf, messageOf } from '../error-facts';
import { ExitCode } from '../exit-codes';
import { lines } from './lines';
import { collect, parseLine, type Recording, type RecordedPost, type UnreadableLine } from './recording';

/** Reads a recording whole: lines of overlapping calls may stand in any order, and are played in that of their time. */
export async function readRecording(file: string): Promise<Recording> {
  const entries: (RecordedPost | UnreadableLine)[] = [];
  let line = 0;
  try {
    for await (const text of lines(createReadStream(file, 'utf8'))) {
      line += 1;
      const entry = parseLine(line === 1 ? text.replace(/^\uFEFF/, '') : text, line);
      if (entry !== undefined) entries.push(entry);
    }
  } catch (error) {
    throw new CliError(`cannot read ${file}: ${reasonOf(error)}`, ExitCode.BadUsage);
  }
  if (entries.length === 0) throw new CliError(`${file} is empty: there is nothing to play`, ExitCode.BadUsage);
  return collect(entries);
}

const reasons = new Map([
  ['ENOENT', 'no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'permission denied'],
]);

function reasonOf(error: unknown): string {
  return reasons.get(codeOf(error) ?? '') ?? messageOf(error);
}

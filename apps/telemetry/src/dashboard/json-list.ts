import { Pause } from '../export/pause';

/** A list as JSON: some lists have a hundred megabytes, so others have their turn while it is written down. */
export async function jsonList(items: readonly object[]): Promise<Buffer> {
  const pause = new Pause();
  const pieces: Buffer[] = [];
  for (const item of items) {
    pieces.push(Buffer.from(`${pieces.length === 0 ? '[' : ','}${JSON.stringify(item)}`));
    if (pause.isDue) await pause.take();
  }
  pieces.push(Buffer.from(pieces.length === 0 ? '[]' : ']'));
  return Buffer.concat(pieces);
}

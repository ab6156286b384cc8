import { Pause } from '../export/pause';

/**
 * A list as JSON: some lists have a hundred megabytes, so others have their turn while it is written down, and between
 * any two items while those are made.
 * @param around what stands before and behind the list.
 */
export async function jsonList(items: Iterable<object>, around: readonly [string, string] = ['', '']): Promise<Buffer> {
  const pause = new Pause();
  const pieces = [Buffer.from(`${around[0]}[`)];
  for (const item of items) {
    pieces.push(Buffer.from(`${pieces.length === 1 ? '' : ','}${JSON.stringify(item)}`));
    if (pause.isDue) await pause.take();
  }
  pieces.push(Buffer.from(`]${around[1]}`));
  return Buffer.concat(pieces);
}

import type { Frame } from './frame';
import { FrameBuffer } from './frame-buffer';

const frame: Frame = { name: 'calls_removed', data: { call_ids: [] } };

describe(FrameBuffer.name, () => {
  it('hands on everything at once, once per scheduled flush', () => {
    const flushes: (() => void)[] = [];
    const applied: number[] = [];
    const buffer = new FrameBuffer(
      (frames) => applied.push(frames.length),
      (flush) => flushes.push(flush),
    );

    buffer.push(frame);
    buffer.push(frame);
    buffer.push(frame);
    expect(flushes).toHaveLength(1);
    flushes[0]!();
    buffer.push(frame);
    flushes[1]!();

    expect(applied).toEqual([3, 1]);
  });

  it('hands on at once when it is asked to, and nothing twice', () => {
    const flushes: (() => void)[] = [];
    const applied: number[] = [];
    const buffer = new FrameBuffer(
      (frames) => applied.push(frames.length),
      (flush) => flushes.push(flush),
    );

    buffer.push(frame);
    buffer.flush();
    buffer.push(frame);
    for (const flush of flushes) flush();

    expect(applied.filter((frames) => frames > 0)).toEqual([1, 1]);
  });
});

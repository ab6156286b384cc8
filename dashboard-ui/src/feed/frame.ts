import type { LiveFrames } from '@callscope/live-feed';

export type FrameName = keyof LiveFrames;
export type FrameOf<N extends FrameName> = { readonly [K in N]: { readonly name: K; readonly data: LiveFrames[K] } }[N];
export type Frame = FrameOf<FrameName>;

export const FRAME_NAMES = [
  'hello',
  'snapshot',
  'call',
  'calls_removed',
  'turn',
  'open_turn',
  'transcript',
  'stats',
] as const satisfies readonly FrameName[];

/** The calls that are to be shown no more. */
export function removedIn(frames: readonly Frame[]): string[] {
  return frames.flatMap((frame) => (frame.name === 'calls_removed' ? frame.data.call_ids : []));
}

/** `null` for what is no JSON object: one damaged frame must not stop the page. */
export function readFrame(name: FrameName, text: string): Frame | null {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null ? ({ name, data } as Frame) : null;
  } catch {
    return null;
  }
}

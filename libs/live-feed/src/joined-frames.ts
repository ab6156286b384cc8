import { Parcel } from './parcel';

/** Frames put together, up to the first that could not be made. */
export interface JoinedFrames {
  readonly parcel: Parcel;
  /** None of them is missing. */
  readonly isWhole: boolean;
}

/** @param frames null: it could not be made. What comes behind it would leave a gap, which no reader could see. */
export function joinedFrames(frames: readonly (Buffer | null)[]): JoinedFrames {
  const sound: Buffer[] = [];
  for (const frame of frames) {
    if (frame === null) return { parcel: Parcel.of(sound), isWhole: false };
    sound.push(frame);
  }
  return { parcel: Parcel.of(sound), isWhole: true };
}

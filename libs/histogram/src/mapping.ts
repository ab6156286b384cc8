/** Every value is answered within this share of itself (0.01 = 1 %). */
export const RELATIVE_ERROR = 0.01;

/** Milliseconds (one microsecond). Anything shorter counts as zero: no clock of a voice agent tells less. */
export const FLOOR_MS = 1e-3;

/** Index of the bucket that holds zero and everything below {@link FLOOR_MS}. */
export const ZERO_BUCKET = 0;

const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const LOG_GAMMA = Math.log(GAMMA);

/**
 * Shift that makes the bucket of the floor number 1, so that no index is negative. A whole number, hence the edges
 * stay the powers of gamma of plain DDSketch: bucket i holds the values v with gamma^(e-1) < v <= gamma^e, e = i - SHIFT.
 */
const SHIFT = 1 - Math.ceil(Math.log(FLOOR_MS) / LOG_GAMMA);

/** What the histogram keeps of a value, in ms: below the floor (and -0) that is 0. Refuses what is no duration. */
export function countable(valueMs: number): number {
  if (!Number.isFinite(valueMs) || valueMs < 0) {
    throw new RangeError(`a histogram takes finite milliseconds >= 0, not ${String(valueMs)}`);
  }
  return valueMs < FLOOR_MS ? 0 : valueMs;
}

/** Bucket of a countable value in ms. */
export function bucketIndex(valueMs: number): number {
  return valueMs < FLOOR_MS ? ZERO_BUCKET : Math.ceil(Math.log(valueMs) / LOG_GAMMA) + SHIFT;
}

/**
 * The value in ms that stands for a whole bucket: 2 * gamma^e / (gamma + 1), at most {@link RELATIVE_ERROR} away from
 * each value inside. Written as (1 - a) * gamma^e, which is the same number and overflows later.
 */
export function bucketEstimate(index: number): number {
  return index === ZERO_BUCKET ? 0 : capped((1 - RELATIVE_ERROR) * GAMMA ** (index - SHIFT));
}

/** Edges of a bucket in ms: `from` excluded, `to` included (for the zero bucket: 0 to the floor). */
export function bucketEdges(index: number): { readonly from: number; readonly to: number } {
  if (index === ZERO_BUCKET) return { from: 0, to: FLOOR_MS };
  const exponent = index - SHIFT;
  return { from: Math.max(FLOOR_MS, GAMMA ** (exponent - 1)), to: capped(GAMMA ** exponent) };
}

function capped(valueMs: number): number {
  return Math.min(valueMs, Number.MAX_VALUE);
}

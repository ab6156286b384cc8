import { TURNS_FOR_P95 } from '../format/percentile-shown';

/** Why a percentile is underlined. */
export const FEW_TURNS = `Fewer than ${TURNS_FOR_P95} turns: the slowest ones, not a percentile`;

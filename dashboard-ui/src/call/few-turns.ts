import { TURNS_FOR_P95 } from '../format/percentile-shown';
import { language } from '../words/language';

/** Why a percentile is underlined. */
export const fewTurns = (): string => language.words.any.few(TURNS_FOR_P95);

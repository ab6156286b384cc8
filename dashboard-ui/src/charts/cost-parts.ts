import type { CostSummary } from '@callscope/call-state';
import { language } from '../words/language';

export type CostKey = 'stt' | 'llm' | 'tts' | 'telephony' | 'other';

export interface CostPart {
  readonly key: CostKey;
  readonly label: string;
  readonly usd: number;
  /** 0 to 1, of the parts that are known. */
  readonly share: number;
  /** Where the part begins on a bar from 0 to 1. */
  readonly from: number;
}

const ORDER: readonly { key: CostKey; field: keyof CostSummary & `${CostKey}_usd` }[] = [
  { key: 'stt', field: 'stt_usd' },
  { key: 'llm', field: 'llm_usd' },
  { key: 'tts', field: 'tts_usd' },
  { key: 'telephony', field: 'telephony_usd' },
  { key: 'other', field: 'other_usd' },
];

/** The components that were reported, in their fixed order. A component of 0 was reported and stays. */
export function costParts(cost: CostSummary): CostPart[] {
  const known = ORDER.flatMap(({ key, field }) => {
    const usd = cost[field];
    return usd === null ? [] : [{ key, label: language.words.part[key], usd }];
  });
  const sum = known.reduce((total, part) => total + part.usd, 0);
  let from = 0;
  return known.map((part) => {
    const share = sum > 0 ? part.usd / sum : 0;
    const placed = { ...part, share, from };
    from += share;
    return placed;
  });
}

import { aCallRow } from '../testing/a-call-row';
import { costParts } from './cost-parts';

const cost = aCallRow().cost;

describe('costParts', () => {
  it('keeps the fixed order and leaves out what was not reported', () => {
    const parts = costParts({ ...cost, telephony_usd: 0.25, stt_usd: 0.75 });
    expect(parts.map(({ key, share, from }) => ({ key, share, from }))).toEqual([
      { key: 'stt', share: 0.75, from: 0 },
      { key: 'telephony', share: 0.25, from: 0.75 },
    ]);
  });

  it('keeps a component that cost nothing: it was reported', () => {
    expect(costParts({ ...cost, llm_usd: 0, tts_usd: 0.1 }).map((part) => part.key)).toEqual(['llm', 'tts']);
  });

  it('has no share where nothing cost anything', () => {
    expect(costParts({ ...cost, llm_usd: 0 })).toEqual([{ key: 'llm', label: 'LLM', usd: 0, share: 0, from: 0 }]);
  });
});

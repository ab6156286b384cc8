import type { StoredEvent, UsageRecordedData } from '@callscope/call-events';
import { usedIn } from './use-told';

const told = (data: Partial<UsageRecordedData>): StoredEvent => ({ type: 'usage.recorded', data }) as StoredEvent;

it('adds what is told turn by turn', () => {
  const llm = { component: 'llm', mode: 'delta', model: 'small' } as const;
  const events = [told({ ...llm, input_tokens: 800, output_tokens: 40 }), told({ ...llm, input_tokens: 900 })];
  expect(usedIn(events).get('llm')).toMatchObject({ input_tokens: 1700, output_tokens: 40, characters: 0 });
});

it('takes the newest of a sum, and adds the sums of two models', () => {
  const tts = { component: 'tts', mode: 'cumulative' } as const;
  const events = [
    told({ ...tts, model: 'a', characters: 100 }),
    told({ ...tts, model: 'b', characters: 30 }),
    told({ ...tts, model: 'a', characters: 240 }),
  ];
  expect(usedIn(events).get('tts')?.characters).toBe(270);
});

import { maskEvent } from './mask-event';
import { maskPartial } from './mask-partial';

const NUMBER = '+12065550142';

it('passes on what is known of words in passing, and nothing that a producer added', () => {
  const known = { role: 'user' as const, text: `it is ${NUMBER}`, utterance_id: 'u7', turn: 3 };
  const added = { from: NUMBER, mood: 'Zebulon', words: [{ word: '2065550142' }], [NUMBER]: 1, call_id: 'another' };
  expect(maskPartial({ data: { ...known, ...added } }, 'phones')).toEqual({
    data: { ...known, text: 'it is +1***42' },
  });
});

it('masks each field as that of the final words is', () => {
  const data = { role: 'user' as const, text: NUMBER, utterance_id: `u ${NUMBER}`, turn: 12_065_550 };
  expect(maskPartial({ data }, 'phones')?.data).toEqual(maskEvent({ type: 'transcript.final', data }, 'phones').data);
});

import type { CostRecordedData, StoredEvent } from '@callscope/call-events';
import type { CallDetail } from '@callscope/call-state';
import { aCallRow } from '../testing/a-call-row';
import { costLines } from './cost-lines';

const cost = { ...aCallRow().cost, total_usd: 0.02, stt_usd: 0.003, telephony_usd: 0.017, basis: 'estimated' as const };
const detail = {
  call: aCallRow({ cost, carrier: 'twilio', providers: { stt: { name: 'deepgram', model: 'nova-3' } } }),
  turns: [{ stt_audio_ms: 60_000 }, { stt_audio_ms: 3_900 }],
} as unknown as CallDetail;
const told = (data: Partial<CostRecordedData>): StoredEvent => ({ type: 'cost.recorded', data }) as StoredEvent;

it('names provider, model, amount and basis of each component', () => {
  const lines = costLines(detail, [told({ component: 'telephony', basis: 'billed', provider: 'twilio' })]);
  expect(lines.map(({ key, by, basis }) => [key, by, basis])).toEqual([
    ['stt', 'deepgram nova-3, 63.9 s audio', 'estimated'],
    ['telephony', 'twilio', 'billed'],
  ]);
});

it('takes provider and basis from the newest cost of a component', () => {
  const events = [
    told({ component: 'stt', basis: 'estimated', provider: 'old' }),
    told({ component: 'stt', basis: 'vendor_reported', provider: 'new', model: 'm' }),
  ];
  expect(costLines(detail, events)[0]).toMatchObject({ by: 'new m, 63.9 s audio', basis: 'vendor reported' });
});

it('tells what was used where events told it and turns did not', () => {
  const events = [
    { component: 'llm', mode: 'delta', input_tokens: 2981, output_tokens: 402 },
    { component: 'stt', mode: 'delta', audio_ms: 1000 },
  ].map((data) => ({ type: 'usage.recorded', data }) as unknown as StoredEvent);
  const call = { ...detail.call, cost: { ...cost, llm_usd: 0.0005 } };
  const by = (turns: CallDetail['turns']): string[] =>
    costLines({ ...detail, call, turns }, events).map((line) => line.by);
  expect(by(detail.turns)).toEqual(['deepgram nova-3, 63.9 s audio', '2,981 + 402 tokens', 'twilio']);
  expect(by([])[0]).toBe('deepgram nova-3, 1.0 s audio');
});

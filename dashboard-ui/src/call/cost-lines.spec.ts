import type { CostRecordedData, StoredEvent } from '@callscope/call-events';
import type { CallDetail } from '@callscope/call-state';
import { aCallRow } from '../testing/a-call-row';
import { costLines } from './cost-lines';

const cost = { ...aCallRow().cost, total_usd: 0.02, stt_usd: 0.003, telephony_usd: 0.017, basis: 'estimated' as const };
const detail = {
  call: aCallRow({ cost, carrier: 'twilio', providers: { stt: { name: 'deepgram', model: 'nova-3' } } }),
  turns: [{ stt_audio_ms: 60_000 }, { stt_audio_ms: 3_900 }],
} as unknown as CallDetail;
const told = (data: Partial<CostRecordedData>, occurred_at = 1, id = 'a'): StoredEvent =>
  ({ id, type: 'cost.recorded', occurred_at, data: { mode: 'final', ...data } }) as StoredEvent;
const end = (report_id: string): StoredEvent => ({ id: 'e', type: 'call.ended', data: { report_id } }) as StoredEvent;

it('names provider, model, amount and basis of each component', () => {
  const lines = costLines(detail, [told({ component: 'telephony', basis: 'billed', provider: 'twilio' })]);
  expect(lines.map(({ key, by, basis }) => [key, by, basis])).toEqual([
    ['stt', 'deepgram nova-3, 63.9 s audio', 'estimated'],
    ['telephony', 'twilio', 'billed'],
  ]);
});

describe('provider and basis are those of the cost in force:', () => {
  const [billed, estimated] = [{ basis: 'billed' }, { basis: 'estimated' }] as const;
  const [final, delta, cumulative] = [{ mode: 'final' }, { mode: 'delta' }, { mode: 'cumulative' }] as const;
  const stt = (provider: string, data: Partial<CostRecordedData>, at?: number, id?: string): StoredEvent =>
    told({ component: 'stt', provider, ...estimated, ...data }, at, id);
  const sure = { basis: 'vendor_reported' } as const;

  it.each([
    ['of the later time', [stt('b', sure, 2), stt('a', {}, 1)], 'b vendor reported'],
    ['of the greater id at one time', [stt('b', {}, 1, 'z'), stt('a', sure, 1, 'y')], 'b estimated'],
    ['billed before others', [stt('b', { ...billed, ...delta }), stt('a', final, 9)], 'b billed'],
    ['final before the rest', [stt('b', sure), stt('a', cumulative, 9), stt('a', delta, 9)], 'b vendor reported'],
    ['the weakest of a sum', [stt('b', { ...sure, ...cumulative }), stt('a', delta, 9)], 'b estimated'],
    ['a sum without what it replaced', [stt('b', { ...sure, ...cumulative }, 2), stt('a', cumulative)], 'b vendor reported'], // prettier-ignore
    ['of the report in force', [end('1'), end('2'), stt('b', { report_id: '2' }), stt('a', { report_id: '1' }, 9)], 'b estimated'], // prettier-ignore
    ['of a log beside a report without money', [end('1'), stt('b', { report_id: 'call-log' })], 'b estimated'],
    ['not of a log beside a report', [end('1'), stt('b', { report_id: '1' }), stt('a', { report_id: 'call-log' }, 9)], 'b estimated'], // prettier-ignore
  ])('%s', (_, events, line) => {
    const [{ by, basis } = { by: '', basis: '' }] = costLines(detail, events);
    expect(`${by.split(' ')[0]} ${basis}`).toBe(line);
  });

  it('of what the page does not name, each component by itself', () => {
    const events = [
      told({ component: 'realtime', ...billed, provider: 'x' }),
      told({ component: 'platform', ...sure }),
    ];
    const other = { ...detail, call: { ...detail.call, cost: { ...cost, other_usd: 1 } } };
    expect(costLines(other, events).at(-1)).toMatchObject({ key: 'other', by: 'x', basis: 'vendor reported' });
  });
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

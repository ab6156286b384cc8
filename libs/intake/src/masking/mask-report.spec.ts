import { maskReport, wordlessReport } from './mask-report';

const NUMBER = '+12065550142';
const CALLABLE = 12_065_550_142;

describe('a report with its phone numbers masked', () => {
  it('keeps of the numbers that stand in the metrics themselves how long the call took, and none that could be called', () => {
    const metrics = { duration_seconds: CALLABLE, callback_number: CALLABLE, [NUMBER]: CALLABLE, score: 4 };
    expect(maskReport({ metrics })).toEqual({
      metrics: { duration_seconds: CALLABLE, callback_number: '***42', '+1***42': '***42', score: 4 },
    });
  });

  it('keeps every figure of money and latency, under whatever name', () => {
    const metrics = {
      cost: { total: '0.0123456789', units: CALLABLE, note: `paid by ${NUMBER}` },
      latency_avg: { total_ms: CALLABLE, bargein_ms: null },
      latency_of_turns: [CALLABLE],
    };
    expect(maskReport({ metrics })).toEqual({
      metrics: {
        cost: { total: '0.0123456789', units: CALLABLE, note: 'paid by +1***42' },
        latency_avg: { total_ms: CALLABLE, bargein_ms: null },
        latency_of_turns: ['***42'],
      },
    });
  });
});

describe('a report without words', () => {
  it('keeps of money and latency the figures of the parts and stages, and neither words nor words as names', () => {
    const metrics = {
      cost: { stt: 0.1, total: '0.25', llm: 'Zebulon', Zebulon: 1, note: 'Zebulon' },
      latency_avg: { total_ms: 812.5, bargein_ms: null, llm_ttft_ms: 'Zebulon', Zebulon: { total_ms: 1 } },
      latency_note: 'Zebulon',
      latency_list: [1, 'Zebulon', { who: 'Zebulon' }],
    };
    expect(wordlessReport({ metrics })).toEqual({
      metrics: {
        cost: { stt: 0.1, total: '0.25' },
        latency_avg: { total_ms: 812.5, bargein_ms: null },
        latency_list: [1, {}],
      },
    });
  });

  it('keeps the names of parts at its top and in its metrics; further down the same fields may tell anything', () => {
    const named = { telephony_provider: 'twilio', stt_model: 'nova-3', call_id: 'c-1', caller: NUMBER };
    const kept = { ...named, caller: '+1***42' };
    const below = { about: named, list: [named], stt_model: ['Zebulon'] };
    expect(wordlessReport({ ...named, metrics: named })).toEqual({ ...kept, metrics: kept });
    expect(wordlessReport({ ...below, metrics: below })).toEqual({
      ...{ about: {}, list: [{}], stt_model: [] },
      metrics: { about: {}, list: [{}], stt_model: [] },
    });
  });

  it('leaves out numbers that could be called, and masks names that could', () => {
    expect(wordlessReport({ metrics: { callback_number: CALLABLE, [NUMBER]: 3 } })).toEqual({
      metrics: { '+1***42': 3 },
    });
  });
});

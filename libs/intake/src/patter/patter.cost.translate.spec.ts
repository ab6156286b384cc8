import { translateCosts } from './patter.cost.translate';
import type { PatterCost, PatterMetrics } from './patter.payload';

const AT = Date.UTC(2026, 4, 12);
const HASH = 'a'.repeat(32);

type Providers = Pick<PatterMetrics, 'stt_provider' | 'llm_provider' | 'tts_provider' | 'telephony_provider'>;

const translated = (cost: PatterCost, providers: Providers = {}) =>
  translateCosts('CA1', { cost, ...providers }, HASH, AT);
const data = (cost: PatterCost, providers: Providers = {}) => translated(cost, providers).map((event) => event.data);

describe('the cost of a Patter report', () => {
  it('is one estimated, final cost for each component that cost something', () => {
    const events = translated({ stt: 0.000405, tts: 0, llm: null, telephony: 6e-8, total: 0.00040506 });
    expect(events).toStrictEqual([
      {
        id: `patter:CA1:cost:stt:${HASH}`,
        type: 'cost.recorded',
        v: 1,
        call_id: 'CA1',
        occurred_at: AT,
        source: { framework: 'patter', adapter: 'patter' },
        data: {
          component: 'stt',
          amount_nano_usd: 405_000,
          basis: 'estimated',
          mode: 'final',
          report_id: HASH,
        },
      },
      expect.objectContaining({
        id: `patter:CA1:cost:telephony:${HASH}`,
        data: expect.objectContaining({ component: 'telephony', amount_nano_usd: 60 }),
      }),
    ]);
  });

  it('names the provider of each component', () => {
    const providers = {
      stt_provider: 'deepgram',
      llm_provider: 'openai',
      tts_provider: '',
      telephony_provider: 'twilio',
    };
    const found = data({ stt: 1, tts: 1, llm: 1, telephony: 1 }, providers);
    expect(Object.fromEntries(found.map(({ component, provider }) => [component, provider]))).toStrictEqual({
      stt: 'deepgram',
      tts: undefined,
      llm: 'openai',
      telephony: 'twilio',
    });
    expect(found.find(({ component }) => component === 'tts')).not.toHaveProperty('provider');
  });

  it('tells with the llm what its cache saved', () => {
    const found = data({ llm: 0.001, tts: 0.001, llm_cached_savings: 0.060143 });
    expect(found.map(({ component, savings_nano_usd: nano }) => [component, nano])).toEqual([
      ['tts', undefined],
      ['llm', 60_143_000],
    ]);
    expect(data({ llm: 0.001, llm_cached_savings: 0 })[0]).not.toHaveProperty('savings_nano_usd');
  });

  it('takes money as decimal text', () => {
    expect(data({ llm: '0.1', tts: '1e-3' }).map(({ amount_nano_usd: nano }) => nano)).toEqual([
      1_000_000, 100_000_000,
    ]);
  });

  it('is its total under other, where no component tells a cost', () => {
    expect(data({ total: 0.5 })).toMatchObject([{ component: 'other', amount_nano_usd: 500_000_000 }]);
    expect(data({ stt: 0, tts: null, total: '0.25' })).toMatchObject([{ component: 'other' }]);
    expect(translated({ total: 0.5 })[0]?.id).toBe(`patter:CA1:cost:other:${HASH}`);
  });

  it('is never the total beside a component', () => {
    expect(data({ llm: 0.1, total: 99 }).map(({ component }) => component)).toEqual(['llm']);
  });

  it('is nothing where nothing was spent, or the report tells no cost', () => {
    expect(translated({ stt: 0, total: 0 })).toEqual([]);
    expect(translateCosts('CA1', {}, HASH, AT)).toEqual([]);
    expect(translateCosts('CA1', { cost: null }, HASH, AT)).toEqual([]);
  });

  it('has no time where the end has none', () => {
    expect(translateCosts('CA1', { cost: { llm: 1 } }, HASH, null)[0]).not.toHaveProperty('occurred_at');
  });
});

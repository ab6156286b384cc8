import { reportedFacts, reportedLatencyMs, reportedTotalNano, reportedTranscript } from './reported-facts';

describe('what the report of a Patter call says about the call', () => {
  it('is who spoke with whom over what, and how the agent was built', () => {
    const report = {
      caller: '+12065550142',
      callee: '+12125550100',
      direction: 'inbound',
      metrics: {
        provider_mode: 'pipeline',
        telephony_provider: 'twilio',
        stt_provider: 'deepgram',
        llm_provider: 'openai',
        llm_model: 'gpt-5-mini',
        tts_provider: '',
      },
    };
    expect(reportedFacts(report)).toStrictEqual({
      from: '+12065550142',
      to: '+12125550100',
      direction: 'inbound',
      carrier: 'twilio',
      mode: 'pipeline',
      providers: { stt: { name: 'deepgram' }, llm: { name: 'openai', model: 'gpt-5-mini' } },
    });
  });

  it.each([
    ['pipeline', 'pipeline'],
    ['openai_realtime', 'realtime'],
    ['elevenlabs_convai', 'hosted'],
    ['something_new', undefined],
  ])('names the mode %s as %s', (word, mode) => {
    expect(reportedFacts({ metrics: { provider_mode: word } }).mode).toBe(mode);
  });

  it('knows no mode that is called like a member of every object', () => {
    expect(reportedFacts({ metrics: { provider_mode: 'toString' } }).mode).toBeUndefined();
  });

  it('takes the carrier from the body where the metrics tell none', () => {
    expect(reportedFacts({ telephony_provider: 'telnyx', metrics: null }).carrier).toBe('telnyx');
    expect(reportedFacts({ telephony_provider: 'telnyx', metrics: { telephony_provider: 'twilio' } }).carrier).toBe(
      'twilio',
    );
  });

  it('has no providers in hosted mode, where the SDK fills in its defaults', () => {
    const metrics = { provider_mode: 'elevenlabs_convai', llm_provider: 'openai' };
    expect(reportedFacts({ metrics })).toStrictEqual({ mode: 'hosted' });
  });

  it.each([
    [{}],
    [{ metrics: null }],
    [{ metrics: 'none', caller: 5, callee: null, direction: 'sideways' }],
    [{ caller: '', callee: 'unknown', direction: '', metrics: { provider_mode: '', stt_provider: 'unknown' } }],
  ])('is nothing in %j', (report) => {
    expect(reportedFacts(report)).toStrictEqual({});
  });
});

describe('the figures that a report states', () => {
  it.each([
    [{ metrics: { latency_avg: { total_ms: 1_234.5 } } }, 1_234.5],
    [{ metrics: { latency_avg: { total_ms: 0 } } }, null],
    [{ metrics: { latency_avg: { total_ms: 1e306 } } }, null],
    [{ metrics: { latency_avg: null } }, null],
    [{ metrics: { latency_avg: { total_ms: '1' } } }, null],
    [{ metrics: null }, null],
    [undefined, null],
  ])('include the mean latency of %j: %p ms', (report, ms) => {
    expect(reportedLatencyMs(report)).toBe(ms);
  });

  it.each([
    [{ metrics: { cost: { total: 0.05992 } } }, 59_920_000],
    [{ metrics: { cost: { total: '0.05992' } } }, 59_920_000],
    [{ metrics: { cost: { total: 0 } } }, 0],
    [{ metrics: { cost: { total: null } } }, null],
    [{ metrics: { cost: null } }, null],
    [undefined, null],
  ])('include the total cost of %j: %p nano-USD', (report, nano) => {
    expect(reportedTotalNano(report)).toBe(nano);
  });
});

describe('the transcript that a report holds', () => {
  it('has our words for who speaks, and the times of either SDK in milliseconds', () => {
    const transcript = [
      { role: 'assistant', text: 'Good morning.', timestamp: 1_778_625_002_728 },
      { role: 'user', text: 'Hi.', timestamp: 1_778_625_208.1465092 },
      { role: 'user', text: '[DTMF: 5]' },
      { role: 'system', text: 'Note.', timestamp: null },
    ];
    expect(reportedTranscript({ transcript })).toStrictEqual([
      { role: 'agent', text: 'Good morning.', at: 1_778_625_002_728 },
      { role: 'user', text: 'Hi.', at: 1_778_625_208_147 },
      { role: 'user', text: '[DTMF: 5]', at: null },
      { role: 'system', text: 'Note.', at: null },
    ]);
  });

  it('reads a time that is told as ISO 8601', () => {
    const transcript = [{ role: 'user', text: 'Hi.', timestamp: '2026-05-12T22:30:00.302Z' }];
    expect(reportedTranscript({ transcript })[0]?.at).toBe(Date.UTC(2026, 4, 12, 22, 30, 0, 302));
  });

  it('takes 0 for no time', () => {
    expect(reportedTranscript({ transcript: [{ role: 'user', text: 'Hi.', timestamp: 0 }] })[0]?.at).toBeNull();
  });

  it.each([[{}], [{ transcript: null }], [{ transcript: 'text' }], [{ transcript: [] }]])(
    'is empty in %j',
    (report) => {
      expect(reportedTranscript(report)).toEqual([]);
    },
  );
});

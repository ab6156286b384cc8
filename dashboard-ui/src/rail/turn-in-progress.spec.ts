import type { OpenTurn } from '@callscope/call-state';
import type { PassingWords } from './passing-words';
import { PATIENCE_MS, PAUSE_MS, type Telling, turnInProgress } from './turn-in-progress';

const NOW = 1_000_000;

const words = (role: 'user' | 'agent', since: number, at = since, more: Partial<PassingWords> = {}): PassingWords => {
  return { role, text: 'words', turn: null, utterance: null, since: NOW - since, at: NOW - at, ...more };
};
const open = (latency: OpenTurn['latency'], more: Partial<OpenTurn> = {}): OpenTurn => {
  return { turn: 5, trigger: 'user', user_text: null, latency, started_at: null, position: 9, ...more };
};
const seen = (telling: Partial<Telling>) =>
  turnInProgress({ words: [], turns: [{ turn: 4 }], open: null, openAt: NOW - 84, ...telling }, NOW);

const three = { endpoint_ms: 262, stt_ms: 96, llm_ttft_ms: 548 };

describe('a turn whose stages are told as they are measured', () => {
  it('waits for the one after the last, which takes as long as the page has waited', () => {
    expect(seen({ open: open(three) })).toEqual({
      turn: 5,
      phase: 'waiting',
      awaits: 'tts',
      latency: { ...three, tts_ms: 84 },
      heard: false,
      counts: true,
    });
    expect(seen({ open: open({ llm_ttft_ms: 548 }) }).awaits).toBe('tts');
    expect(seen({ open: open({ endpoint_ms: 262 }) }).awaits).toBe('stt');
  });

  it('counts nothing that began before the page looked', () => {
    const told = seen({ open: open(three), openAt: null });
    expect(told).toMatchObject({ phase: 'waiting', awaits: 'tts', latency: three, counts: false });
  });

  it('counts no longer than anybody would wait, and believes the words that come then', () => {
    const late = { open: open(three), openAt: NOW - PATIENCE_MS - 1 };
    expect(seen(late)).toMatchObject({ phase: 'waiting', awaits: 'tts', latency: three, counts: false });
    expect(seen({ ...late, words: [words('agent', 900)] })).toMatchObject({ phase: 'agent', awaits: null });
  });

  it.each([{ ...three, tts_ms: 84 }, { response_ms: 990 }])('is answered when the last is there: %j', (latency) => {
    expect(seen({ open: open(latency) })).toMatchObject({ phase: 'agent', awaits: null, latency, heard: false });
  });

  it('says that the caller speaks on, and nothing of words of a turn before', () => {
    expect(seen({ open: open(three), words: [words('user', 20)] }).phase).toBe('caller');
    const former = words('agent', 20, 10, { turn: 4 });
    expect(seen({ open: open(three), words: [former] })).toMatchObject({ turn: 5, phase: 'waiting', awaits: 'tts' });
  });

  it('is over when words are of the next', () => {
    expect(seen({ open: open(three), words: [words('user', 20, 10, { turn: 6 })] })).toMatchObject({
      turn: 6,
      phase: 'caller',
      latency: {},
    });
  });

  it.each([
    ['caller', {}],
    ['waiting', { user_text: 'Hello?' }],
    ['agent', { trigger: 'agent' as const }],
  ])('says who begins it, before any: %s', (phase, more) => {
    expect(seen({ open: open({}, more) })).toMatchObject({ turn: 5, phase, latency: {}, counts: false });
  });
});

describe('a turn that is told in the end', () => {
  it('counts from the last words of the caller, as they were heard here', () => {
    expect(seen({ words: [words('user', 3_000, 1_200)] })).toEqual({
      turn: 5,
      phase: 'waiting',
      awaits: null,
      latency: { response_ms: 1_200 },
      heard: true,
      counts: true,
    });
    expect(seen({ words: [words('user', 3_000, PAUSE_MS - 1)] })).toMatchObject({ phase: 'caller', latency: {} });
  });

  it('keeps how long it was when the agent answers', () => {
    const told = seen({ words: [words('user', 3_000, 1_200), words('agent', 500, 20)] });
    expect(told).toMatchObject({ phase: 'agent', latency: { response_ms: 700 }, heard: true });
  });

  it('is quiet while nothing is told', () => {
    expect(seen({})).toMatchObject({ turn: 5, phase: 'quiet', latency: {}, heard: false, counts: false });
  });
});

import { aCallRow } from '../testing/a-call-row';
import { callFactList } from './call-facts';

const fact = (name: string, ...row: Parameters<typeof aCallRow>) =>
  callFactList(aCallRow(...row), 71_000).find((each) => each.name === name);

it('tells nothing as nothing, never as 0', () => {
  expect(fact('Cost')?.value).toBe('');
  expect(fact('Response p50, p95')?.value).toBe('n/m');
  expect(fact('Duration')?.value).toBe('1:11');
});

it('names each provider once', () => {
  const providers = { stt: { name: 'openai' }, llm: { name: 'openai' }, tts: { name: 'elevenlabs' } };
  expect(fact('Providers', { providers })?.value).toBe('openai, elevenlabs');
});

it('warns of a p95 of fewer than ten turns', () => {
  const { latency } = aCallRow();
  const of = (n: number) => ({ ...latency.response_ms, n, p50: 900, p95: 3000, method: 'measured' as const });
  const care = (n: number): string | undefined =>
    fact('Response p50, p95', { latency: { ...latency, response_ms: of(n) } })?.second?.care;
  expect(care(9)).toContain('Fewer than 10 turns');
  expect(care(10)).toBe('');
});

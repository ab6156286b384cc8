import type { TranscriptEntry, Turn } from '@callscope/call-state';
import { turnLines } from './turn-lines';

const aTurn = (turn: number, given: Partial<Turn> = {}): Turn => ({
  turn,
  outcome: 'completed',
  user_text: null,
  agent_text: null,
  latency: {},
  started_at: null,
  ended_at: turn * 10_000,
  position: turn,
  ...given,
});
const said = (role: string, text: string, at: number, more: Partial<TranscriptEntry> = {}): TranscriptEntry => ({
  role,
  text,
  at,
  ...more,
});

it('puts words and measures of a turn side by side, the time taken from the transcript', () => {
  const turns = [aTurn(1, { user_text: 'Hi?', agent_text: 'Hello.', latency: { response_ms: 700 } })];
  const lines = turnLines({ turns, transcript: [said('user', 'Hi?', 9000), said('agent', 'Hello.', 9900)] });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ kind: 'exchange', number: 1, at: 9000, chart: { total_ms: 700 } });
  expect(lines[0]!.said.map((line) => `${line.speaker}: ${line.text}`)).toEqual(['Caller: Hi?', 'Agent: Hello.']);
});

it('knows a greeting: the agent speaks first and nobody waited for it', () => {
  const [line] = turnLines({ turns: [aTurn(0, { agent_text: 'Hello.', latency: { total_ms: 254 } })], transcript: [] });
  expect(line?.kind).toBe('greeting');
});

it('shows the words of an answer that was cut off with its turn, and its rest as a row of its own', () => {
  const turns = [
    aTurn(1, { outcome: 'interrupted', user_text: 'Why?', agent_text: '', latency: { response_ms: 800 } }),
    aTurn(2, { agent_text: 'Because of the' }),
  ];
  const lines = turnLines({ turns, transcript: [] });
  expect(lines.map((line) => line.kind)).toEqual(['exchange', 'rest']);
  expect(lines[0]!.said[1]).toMatchObject({ text: 'Because of the', cut: true });
  expect(lines[1]!.said).toEqual([]);
});

it('keeps words that no turn holds, where they were said', () => {
  const turns = [aTurn(1, { user_text: 'One' }), aTurn(2, { user_text: 'Two' })];
  const transcript = [said('user', 'One', 1000), said('system', 'Transferred', 5000), said('user', 'Two', 9000)];
  const lines = turnLines({ turns, transcript });
  expect(lines.map((line) => line.said[0]?.text)).toEqual(['One', 'Transferred', 'Two']);
  expect(lines[1]).toMatchObject({ kind: 'words', number: null });
});

it('takes the words of a turn from the transcript when the turn has none', () => {
  const lines = turnLines({ turns: [aTurn(3)], transcript: [said('user', 'Hello?', 1, { turn: 3, ended_at: 5 })] });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ at: 5, said: [{ text: 'Hello?' }] });
});

it('shows what is being said before its turn is told', () => {
  const lines = turnLines({ turns: [], transcript: [said('user', 'Hello?', 1, { turn: 0, position: 7 })] });
  expect(lines[0]).toMatchObject({ kind: 'words', number: 0, key: 'w7' });
});

it('takes the beginning of the words as long on as the caller spoke for their end', () => {
  const turn = aTurn(1, { user_text: 'Hi?', started_at: 9000, latency: { user_speech_ms: 800, response_ms: 700 } });
  const ends = (transcript: TranscriptEntry[]): unknown => turnLines({ turns: [turn], transcript })[0]?.callerEnd;
  expect(ends([said('user', 'Hi?', 9000)])).toBe(9800);
  expect(ends([said('user', 'Hi?', 9000, { ended_at: 9750 })])).toBe(9750);
});

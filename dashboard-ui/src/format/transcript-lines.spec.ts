import type { Turn } from '@callscope/call-state';
import { transcriptLines } from './transcript-lines';

const turn: Turn = {
  turn: 1,
  outcome: 'interrupted',
  user_text: 'Wait.',
  agent_text: 'Your parcel will',
  latency: {},
  started_at: 10,
  ended_at: 20,
  position: 3,
};

describe('transcriptLines', () => {
  it('names who speaks, whatever the source calls them', () => {
    const transcript = ['assistant', 'user', 'tool', 'supervisor'].map((role) => ({ role, text: 'x', at: null }));
    expect(transcriptLines({ transcript, turns: [] }).map(({ speaker }) => speaker)).toEqual([
      'Agent',
      'Caller',
      'Tool',
      'supervisor',
    ]);
  });

  it('is read from the turns of a source that sends no transcript', () => {
    expect(transcriptLines({ transcript: [], turns: [turn, { ...turn, user_text: null, agent_text: '' }] })).toEqual([
      { side: 'caller', speaker: 'Caller', text: 'Wait.', at: 10, interrupted: false },
      { side: 'agent', speaker: 'Agent', text: 'Your parcel will', at: 20, interrupted: true },
    ]);
  });
});

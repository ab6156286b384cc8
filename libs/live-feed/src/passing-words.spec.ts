import { EVENT_SPECS } from '@callscope/call-events';
import { isHidden, passingWords } from './passing-words';
import { FakeLog } from './testing/fake-log';

it('tells words in passing with all that is known of them, and with nothing else', () => {
  const words = { role: 'agent', text: 'Good morning.', utterance_id: 'u7', turn: 0 } as const;
  expect(passingWords('a', { ...words, call_id: 'b', caller: '+12065550142' } as typeof words)).toEqual({
    ...words,
    call_id: 'a',
  });
});

describe('a call', () => {
  type Own = 'call.hidden' | 'call.unhidden' | 'call.erased';
  function isHiddenAfter(...types: Own[]): boolean {
    const log = new FakeLog();
    for (const type of ['call.started', ...types, 'call.started'] as const) {
      log.events.push({ ...EVENT_SPECS[type].example(), call_id: 'a', position: log.head + 1, recorded_at: 1 });
    }
    return isHidden(log, 'a');
  }

  it.each<[boolean, Own[]]>([
    [false, []],
    [true, ['call.hidden']],
    [false, ['call.hidden', 'call.unhidden']],
    [true, ['call.hidden', 'call.unhidden', 'call.hidden']],
    [true, ['call.erased']],
    [true, ['call.hidden', 'call.erased', 'call.unhidden']],
  ])('is hidden (%s) after %j', (hidden, types) => {
    expect(isHiddenAfter(...types)).toBe(hidden);
  });
});

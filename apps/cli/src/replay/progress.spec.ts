import { fakeTerminal } from '../testing/fake-terminal';
import { progressOn } from './progress';

function shown(total: number): string[] {
  const terminal = fakeTerminal();
  const progress = progressOn(terminal, total);
  for (let done = 0; done < total; done += 1) progress.step();
  progress.stop();
  return terminal.stderr().split('\n').slice(0, -1);
}

describe('progressOn a stream that nobody watches', () => {
  it('writes one line about every tenth part', () => {
    const written = shown(250);
    expect(written).toHaveLength(10);
    expect(written[0]).toBe('replay 10 %, 25/250 posts');
    expect(written[9]).toBe('replay 100 %, 250/250 posts');
  });

  it('writes one line a post for a few', () => {
    expect(shown(2)).toEqual(['replay 50 %, 1/2 posts', 'replay 100 %, 2/2 posts']);
  });
});

import { readableLine } from './log-line';

const line = (facts: object): string =>
  readableLine(`${JSON.stringify({ level: 30, time: 1_778_627_000_123, ...facts })}\n`);

describe('readableLine', () => {
  it('says when, how grave, what, and the facts', () => {
    expect(line({ log: 'ab12cd34', position: 7, msg: 'the event log is open' })).toBe(
      '23:03:20.123 info  the event log is open log=ab12cd34 position=7\n',
    );
  });

  it('shows where an error was thrown below the line', () => {
    const err = { type: 'TypeError', message: 'no such stage', stack: '    at one\n    at two' };
    expect(line({ level: 50, err, msg: 'a request failed' })).toBe(
      '23:03:20.123 ERROR a request failed err={"type":"TypeError","message":"no such stage"}\n    at one\n    at two\n',
    );
  });

  it('lets nothing through that a terminal would obey', () => {
    expect(line({ msg: 'a\u001b[2Jb', id: 'x\r\ny' })).toBe('23:03:20.123 info  a?[2Jb id="x\\r\\ny"\n');
  });
});

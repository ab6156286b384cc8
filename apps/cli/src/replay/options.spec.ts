import { CliError } from '../cli-error';
import { readForm } from '../form/read-form';
import { REPLAY_FORM, replayOptions } from './options';

function parseOptions(args: readonly string[]) {
  const given = readForm(REPLAY_FORM, args, {});
  return given === 'help' ? given : replayOptions(given);
}

describe('parseOptions', () => {
  it('has a default for all but the file', () => {
    expect(parseOptions(['calls.jsonl'])).toEqual({
      file: 'calls.jsonl',
      speed: 1,
      url: 'http://127.0.0.1:8000',
      asRecorded: false,
      json: false,
    });
  });

  it('takes flags before and after the file', () => {
    const args = ['--speed', '20', 'calls.jsonl', '--url=http://localhost:9000/', '--as-recorded', '--json'];
    expect(parseOptions(args)).toEqual({
      file: 'calls.jsonl',
      speed: 20,
      url: 'http://localhost:9000',
      asRecorded: true,
      json: true,
    });
  });

  it('takes max and fractions as speed', () => {
    expect(parseOptions(['f', '--speed', 'max'])).toMatchObject({ speed: Infinity });
    expect(parseOptions(['f', '--speed', '0.5'])).toMatchObject({ speed: 0.5 });
  });

  it.each([['--help'], ['-h']])('knows %s', (flag) => {
    expect(parseOptions([flag])).toBe('help');
  });

  it.each([
    [[], 'FILE'],
    [['a', 'b'], '"b"'],
    [['f', '--fast'], "'--fast'"],
    [['f', '--speed'], '--speed'],
    [['f', '--speed', '0'], '--speed'],
    [['f', '--speed', '-5'], '--speed'],
    [['f', '--speed', 'fast'], '"fast"'],
    [['f', '--speed', '1e400'], '"1e400"'],
    [['f', '--speed', ''], '--speed'],
    [['f', '--json=yes'], '--json'],
    [['f', '--url', 'localhost:8000'], '--url'],
    [['f', '--url', 'ftp://localhost'], '--url'],
    [['f', '--url', 'http://me:secret@localhost'], '--url'],
    [['f', '--url', 'http://localhost/?a=1'], '--url'],
  ])('refuses %j in one line that names it', (args, named) => {
    const refused = catchError(() => parseOptions(args));
    expect(refused.exitCode).toBe(2);
    expect(refused.message).toContain(named);
    expect(refused.message).not.toContain('\n');
  });
});

function catchError(action: () => unknown): CliError {
  try {
    action();
  } catch (error) {
    if (error instanceof CliError) return error;
  }
  throw new Error('it was not refused');
}

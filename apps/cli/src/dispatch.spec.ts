import { COMMANDS } from './commands';
import { dispatch } from './dispatch';
import { fakeTerminal } from './testing/fake-terminal';

describe('callscope', () => {
  it.each([['--help'], ['-h']])('lists its commands for %s', async (flag) => {
    const terminal = fakeTerminal();
    expect(await dispatch([flag], terminal)).toBe(0);
    expect(terminal.stdout()).toMatch(/^ {2}replay {4}plays /m);
  });

  it('lists its commands on stderr when none is named', async () => {
    const terminal = fakeTerminal();
    expect(await dispatch([], terminal)).toBe(2);
    expect(terminal.stderr()).toContain('replay');
    expect(terminal.stdout()).toBe('');
  });

  it.each([
    ['play', 'replay'],
    ['improt', 'import'],
    ['exports', 'export'],
    ['tial', 'tail'],
  ])('names the command that was meant by %s', async (name, meant) => {
    const terminal = fakeTerminal();
    expect(await dispatch([name], terminal)).toBe(2);
    expect(terminal.stderr()).toBe(`callscope: no command "${name}"; did you mean ${meant}? (--help lists all)\n`);
  });

  it.each([['toString'], ['zz']])('lists what it has for %s, which is like nothing', async (name) => {
    const terminal = fakeTerminal();
    expect(await dispatch([name], terminal)).toBe(2);
    expect(terminal.stderr()).toBe(
      `callscope: no command "${name}"; it has ${COMMANDS.map((command) => command.name).join(', ')}\n`,
    );
  });

  it('says in one line what is wrong with the flags of a command', async () => {
    const terminal = fakeTerminal();
    expect(await dispatch(['replay', 'f', '--fast'], terminal)).toBe(2);
    expect(terminal.stderr()).toBe("callscope replay: Unknown option '--fast'\n");
  });

  it('prints the usage of a command', async () => {
    const terminal = fakeTerminal();
    expect(await dispatch(['replay', '--help'], terminal)).toBe(0);
    for (const flag of ['--speed', '--url', '--as-recorded', '--json']) expect(terminal.stdout()).toContain(flag);
  });
});

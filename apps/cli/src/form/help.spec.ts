import { COMMANDS } from '../commands';
import { fakeTerminal } from '../testing/fake-terminal';
import { formHelp } from './form-help';
import { readForm } from './read-form';

const withForm = COMMANDS.flatMap(({ name, form, run }) => (form === undefined ? [] : [{ name, form, run }]));

describe('help', () => {
  it('is made of a form for every command but the one whose flags the service reads', () => {
    expect(COMMANDS.filter(({ form }) => form === undefined).map(({ name }) => name)).toEqual(['start']);
  });

  it.each(withForm)('of $name names every flag that its parser takes, and no other', async ({ form, run }) => {
    const terminal = fakeTerminal();
    expect(await run(['--help'], terminal)).toBe(0);
    const named = [...terminal.stdout().matchAll(/^ {2}--([a-z-]+)(?: (\S+))? {2,}\S/gm)];
    expect(named.map(([, flag]) => flag).sort()).toEqual([...Object.keys(form.flags), 'help'].sort());
    for (const [, flag = '', value] of named) {
      if (flag === 'help') continue;
      const given = readForm(form, value === undefined ? [`--${flag}`] : [`--${flag}`, 'x'], {});
      expect(given).toMatchObject({ values: { [flag]: value === undefined ? true : 'x' } });
    }
  });

  it.each(withForm)('of $name has an example that its parser takes, and every exit code once', ({ name, form }) => {
    const help = formHelp(form);
    expect(form.examples.length).toBeGreaterThan(0);
    for (const example of form.examples) {
      const [first, ...words] = example.replace(/ [<|].*/, '').match(/'[^']*'|\S+/g) ?? [];
      expect(first).toBe(name);
      expect(readForm(form, words, {})).toHaveProperty('values');
      expect(help).toContain(`  callscope ${example}\n`);
    }
    const codes = form.exits.map(([code]) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual(expect.arrayContaining([0, 2]));
    for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });
});

describe('a flag', () => {
  const flags = {
    url: { value: 'URL', says: '', variable: 'THE_URL', fallback: 'usual' },
    loud: { says: '' },
  } as const;

  it('is believed before its variable, and that before its fallback', () => {
    const url = (args: string[], environment: NodeJS.ProcessEnv): unknown => {
      const given = readForm({ flags }, args, environment);
      return given === 'help' ? given : given.values.url;
    };
    expect(url(['--url', 'said'], { THE_URL: 'told' })).toBe('said');
    expect(url([], { THE_URL: 'told' })).toBe('told');
    expect(url([], {})).toBe('usual');
  });

  it.each([
    [['--lout'], "'--lout'"],
    [['--url'], '--url'],
    [['--loud=yes'], '--loud'],
  ])('is refused in one line that names it: %j', (args, named) => {
    expect(() => readForm({ flags }, args, {})).toThrow(new RegExp(`^[^\n]*${named}[^\n]*$`));
  });
});

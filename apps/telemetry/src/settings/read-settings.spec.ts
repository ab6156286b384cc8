import { helpText, readSettings } from './read-settings';
import { BadSettingError, envName, LOG_LEVELS, type Settings, SETTINGS } from './settings';

function settings(args: readonly string[], env: Record<string, string | undefined> = {}): Settings {
  const wish = readSettings(args, env);
  if (wish.kind !== 'run') throw new Error('it was asked for help');
  return wish.settings;
}

/** What is said about settings that are no good. */
function complaint(args: readonly string[], env: Record<string, string> = {}): string {
  try {
    settings(args, env);
  } catch (error) {
    if (error instanceof BadSettingError) return error.message;
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('the settings', () => {
  it('have defaults that are good for a developer', () => {
    expect(settings([])).toEqual({
      port: 8000,
      host: '127.0.0.1',
      data: '.callscope',
      callTimeoutMs: 4 * 3_600_000,
      logLevel: 'info',
    });
  });

  it.each<[keyof Settings, string, string, unknown]>([
    ['port', 'port', '0', 0],
    ['port', 'port', '65535', 65_535],
    ['host', 'host', 'localhost', 'localhost'],
    ['host', 'host', '::1', '::1'],
    ['host', 'host', '127.3.2.1', '127.3.2.1'],
    ['data', 'data', 'here and there/é', 'here and there/é'],
    ['callTimeoutMs', 'call-timeout', '90s', 90_000],
    ['callTimeoutMs', 'call-timeout', '2d', 172_800_000],
    ['logLevel', 'log-level', 'silent', 'silent'],
  ])('take %s from its flag and from its env twin', (key, flag, text, value) => {
    expect(settings([`--${flag}`, text])[key]).toBe(value);
    expect(settings([`--${flag}=${text}`])[key]).toBe(value);
    expect(settings([], { [envName(flag)]: text })[key]).toBe(value);
  });

  it('believe a flag over its env twin, and either over the default', () => {
    const env = { CALLSCOPE_PORT: '8001', CALLSCOPE_LOG_LEVEL: 'warn' };
    expect(settings(['--port', '8002'], env)).toMatchObject({ port: 8_002, logLevel: 'warn' });
  });

  it('do not look at a bad env twin while the flag is given', () => {
    expect(settings(['--port', '8002'], { CALLSCOPE_PORT: 'many' }).port).toBe(8_002);
  });

  it('have an env twin for each flag', () => {
    expect(Object.values(SETTINGS).map(({ flag }) => envName(flag))).toEqual([
      'CALLSCOPE_PORT',
      'CALLSCOPE_HOST',
      'CALLSCOPE_DATA',
      'CALLSCOPE_CALL_TIMEOUT',
      'CALLSCOPE_LOG_LEVEL',
    ]);
  });

  it.each(LOG_LEVELS)('take the log level %s', (level) => {
    expect(settings(['--log-level', level]).logLevel).toBe(level);
  });
});

describe('a setting that is no good', () => {
  const bad: [string, string][] = [
    ['port', '65536'],
    ['port', '-1'],
    ['port', '80.5'],
    ['port', '1e3'],
    ['port', ' 80'],
    ['port', ''],
    ['port', '0x50'],
    ['host', '0.0.0.0'],
    ['host', '::'],
    ['host', '192.168.1.5'],
    ['host', '127.0.0.1.evil.example'],
    ['host', '127.1'],
    ['host', ''],
    ['data', ''],
    ['data', '   '],
    ['data', 'a\0b'],
    ['call-timeout', '0s'],
    ['call-timeout', '4'],
    ['call-timeout', '-1h'],
    ['log-level', 'loud'],
    ['log-level', 'INFO'],
    ['log-level', 'toString'],
  ];

  it.each(bad)('is named as its flag, with its value: --%s=%j', (flag, text) => {
    const said = complaint([`--${flag}=${text}`]);
    expect(said.startsWith(`--${flag} must `)).toBe(true);
    expect(said.endsWith(`, not "${text}"`)).toBe(true);
    expect(said).not.toContain('\n');
  });

  it.each(bad)('is named as its variable when it stands there: %s=%j', (flag, text) => {
    expect(complaint([], { [envName(flag)]: text }).startsWith(`${envName(flag)} must `)).toBe(true);
  });

  it.each([
    [['--porf', '80'], '--porf'],
    [['-p', '80'], '-p'],
    [['--no-port'], '--no-port'],
    [['--port'], '--port'],
    [['--port', '--host', 'localhost'], '--port'],
    [['start'], 'start'],
    [['--help=yes'], '--help'],
  ])('is named when it is no setting at all: %j', (args, name) => {
    const said = complaint(args);
    expect(said).toContain(name);
    expect(said).not.toContain('\n');
  });
});

describe('the help', () => {
  it('is asked for by --help, whatever else is wrong', () => {
    expect(readSettings(['--help', '--port', 'many'], {})).toEqual({ kind: 'help' });
  });

  it('tells each flag with its default and its env twin', () => {
    for (const { flag, initial } of Object.values(SETTINGS)) {
      const line = helpText()
        .split('\n')
        .find((text) => text.includes(`--${flag} `));
      expect(line).toContain(`(default ${initial}; ${envName(flag)})`);
    }
  });
});

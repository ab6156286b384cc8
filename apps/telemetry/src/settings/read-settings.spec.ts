import { readSettings } from './read-settings';
import { BadSettingError, envName, type GivenSettings, LOG_LEVELS, MASKS, SETTINGS } from './settings';

type Env = Record<string, string | undefined>;

function settings(args: readonly string[], env: Env = {}): GivenSettings {
  const wish = readSettings(args, env);
  if (wish.kind !== 'run') throw new Error('it was asked for help');
  return wish.given;
}

/** What is said about settings that are no good. */
function complaint(args: readonly string[], env: Env = {}): string {
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
      patterLogDir: null,
      tokenFile: null,
      ingestToken: 'loopback-free',
      allowQueryToken: false,
      allowHosts: [],
      allowOrigins: [],
      maxConnections: 4_000,
      retentionDays: null,
      retentionMb: null,
      mask: null,
      callTimeoutMs: 4 * 3_600_000,
      logLevel: 'info',
    });
  });

  it.each<[keyof GivenSettings, string, string, unknown]>([
    ['port', 'port', '0', 0],
    ['port', 'port', '65535', 65_535],
    ['host', 'host', 'localhost', 'localhost'],
    ['host', 'host', '::1', '::1'],
    ['host', 'host', '127.3.2.1', '127.3.2.1'],
    ['data', 'data', 'here and there/é', 'here and there/é'],
    ['patterLogDir', 'patter-log-dir', 'auto', 'auto'],
    ['patterLogDir', 'patter-log-dir', '/var/log/patter', '/var/log/patter'],
    ['tokenFile', 'token-file', '/etc/callscope/tokens', '/etc/callscope/tokens'],
    ['allowQueryToken', 'allow-query-token', 'true', true],
    ['allowQueryToken', 'allow-query-token', '1', true],
    ['allowQueryToken', 'allow-query-token', 'false', false],
    ['allowQueryToken', 'allow-query-token', '0', false],
    ['allowHosts', 'allow-host', 'calls.example, Other.Example:8443', ['calls.example', 'other.example:8443']],
    ['allowOrigins', 'allow-origin', 'https://tools.example', ['https://tools.example']],
    ['maxConnections', 'max-connections', '1', 1],
    ['retentionDays', 'retention-days', '30', 30],
    ['retentionDays', 'retention-days', '0.25', 0.25],
    ['retentionMb', 'retention-mb', '512', 512],
    ['mask', 'mask', 'phones+text', 'phones+text'],
    ['callTimeoutMs', 'call-timeout', '90s', 90_000],
    ['callTimeoutMs', 'call-timeout', '2d', 172_800_000],
    ['logLevel', 'log-level', 'silent', 'silent'],
  ])('take %s from its flag and from its env twin', (key, flag, text, value) => {
    expect(settings([`--${flag}`, text])[key]).toEqual(value);
    expect(settings([`--${flag}=${text}`])[key]).toEqual(value);
    expect(settings([], { [envName(flag)]: text })[key]).toEqual(value);
  });

  it('believe a flag over its env twin, and either over the default', () => {
    const env = { CALLSCOPE_PORT: '8001', CALLSCOPE_LOG_LEVEL: 'warn', CALLSCOPE_ALLOW_HOST: 'a.example' };
    const args = ['--port', '8002', '--allow-host', 'b.example'];
    expect(settings(args, env)).toMatchObject({ port: 8_002, logLevel: 'warn', allowHosts: ['b.example'] });
  });

  it('do not look at a bad env twin while the flag is given', () => {
    expect(settings(['--port', '8002'], { CALLSCOPE_PORT: 'many' }).port).toBe(8_002);
  });

  it('have an env twin for each flag', () => {
    expect(Object.values(SETTINGS).map(({ flag }) => envName(flag))).toEqual([
      'CALLSCOPE_PORT',
      'CALLSCOPE_HOST',
      'CALLSCOPE_DATA',
      'CALLSCOPE_PATTER_LOG_DIR',
      'CALLSCOPE_TOKEN_FILE',
      'CALLSCOPE_INGEST_TOKEN',
      'CALLSCOPE_ALLOW_QUERY_TOKEN',
      'CALLSCOPE_ALLOW_HOST',
      'CALLSCOPE_ALLOW_ORIGIN',
      'CALLSCOPE_MAX_CONNECTIONS',
      'CALLSCOPE_RETENTION_DAYS',
      'CALLSCOPE_RETENTION_MB',
      'CALLSCOPE_MASK',
      'CALLSCOPE_CALL_TIMEOUT',
      'CALLSCOPE_LOG_LEVEL',
    ]);
  });

  it.each(LOG_LEVELS)('take the log level %s', (level) => {
    expect(settings(['--log-level', level]).logLevel).toBe(level);
  });

  it.each(MASKS)('take the mask %s', (mask) => {
    expect(settings(['--mask', mask]).mask).toBe(mask);
  });

  it.each<[readonly string[], boolean]>([
    [['--allow-query-token'], true],
    [['--allow-query-token', '--port', '8002'], true],
    [['--allow-query-token', 'false', '--port', '8002'], false],
  ])('take a switch with and without a word: %j', (args, allowQueryToken) => {
    expect(settings(args).allowQueryToken).toBe(allowQueryToken);
  });

  it('join lists that are given several times, and count of other flags the last', () => {
    const hosts = ['--allow-host', 'a.example,b.example', '--allow-host=A.example', '--allow-host', 'c.example'];
    expect(settings(hosts).allowHosts).toEqual(['a.example', 'b.example', 'c.example']);
    expect(settings(['--port', '1', '--port', '2']).port).toBe(2);
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
    ['port', 'tcp://10.0.0.7:8000'],
    ['host', ''],
    ['host', '127.0.0.1:80'],
    ['host', '[::1]'],
    ['host', 'http://localhost'],
    ['host', 'a b'],
    ['data', ''],
    ['data', '   '],
    ['patter-log-dir', ''],
    ['token-file', ''],
    ['allow-host', ''],
    ['allow-host', 'a.example,,b.example'],
    ['allow-host', '*'],
    ['allow-host', '*.example'],
    ['allow-host', 'https://a.example'],
    ['allow-host', 'a.example/'],
    ['allow-host', 'a.example:0'],
    ['allow-host', 'a.example:65536'],
    ['allow-host', 'me@a.example'],
    ['allow-origin', ''],
    ['allow-origin', '*'],
    ['allow-origin', 'null'],
    ['allow-origin', 'tools.example'],
    ['allow-origin', 'https://*.example'],
    ['allow-origin', 'https://a.example/path'],
    ['allow-origin', 'https://me:word@a.example'],
    ['allow-origin', 'ftp://a.example'],
    ['max-connections', '0'],
    ['max-connections', '1.5'],
    ['max-connections', 'all'],
    ['retention-days', '0'],
    ['retention-days', '0.0'],
    ['retention-days', '-1'],
    ['retention-days', '30d'],
    ['retention-days', 'Infinity'],
    ['retention-mb', '0'],
    ['retention-mb', '1GB'],
    ['mask', 'all'],
    ['mask', ''],
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
  });

  it.each(bad)('is named as its variable when it stands there: %s=%j', (flag, text) => {
    expect(complaint([], { [envName(flag)]: text }).startsWith(`${envName(flag)} must `)).toBe(true);
  });

  it.each([
    [['--porf', '80'], '--porf is no setting; the nearest is --port'],
    [['--prot=80'], '--prot is no setting; the nearest is --port'],
    [['--token', 'x'], '--token is no setting; the nearest is --token-file'],
    [['--hosts', 'x'], '--hosts is no setting; the nearest is --host'],
    [['-p', '80'], '-p is no setting'],
    [['--no-port'], '--no-port is no setting'],
    [['--port'], '--port needs a value'],
    [['--port', '--host', 'localhost'], '--port needs a value'],
    [['start'], '"start" is no setting'],
    [['--port', '80', '81'], '"81" is no setting'],
    [['--'], '-- is no setting'],
    [['--help=yes'], '--help takes no value'],
    [['--toString', 'x'], '--toString is no setting'],
  ])('is named when it is no setting at all: %j', (args, words) => {
    expect(complaint(args)).toContain(words);
  });

  it.each([
    ['CALLSCOPE_PROT', 'CALLSCOPE_PORT'],
    ['CALLSCOPE_LOGLEVEL', 'CALLSCOPE_LOG_LEVEL'],
    ['CALLSCOPE_ALLOW_HOSTS', 'CALLSCOPE_ALLOW_HOST'],
    ['CALLSCOPE_TOKEN', 'CALLSCOPE_TOKEN_FILE'],
    ['CALLSCOPE_DATA_DIR', 'CALLSCOPE_DATA'],
  ])('is named when its variable is mistyped: %s', (name, nearest) => {
    const said = complaint([], { [name]: 'k33p-this-to-y0urself', CALLSCOPE_TEST_RUNS: '2000' });
    expect(said).toContain(`${name} is no setting; the nearest is ${nearest} `);
    expect(said).not.toContain('k33p');
  });

  it('is no variable that the page or the tests read, nor one of another program', () => {
    const env = { CALLSCOPE_URL: 'http://127.0.0.1:8010', CALLSCOPE_TEST_SEED: '7', CALLSCOPED: 'x', HOST: 'x' };
    expect(settings([], env).port).toBe(8_000);
  });

  it('is said in one line, whatever it is made of', () => {
    const args = [['--port=8\r\n0'], ['--po\nrt'], ['a\nb'], ['--data=a\0b']];
    for (const said of args.map((some) => complaint(some))) expect(said).toMatch(/^\P{Cc}+$/u);
  });

  it.each(['ingest-token', 'allow-query-token'])('is not repeated when it may be a token: --%s', (flag) => {
    const secret = 'k33p-this-to-y0urself';
    const said = [complaint([`--${flag}`, secret]), complaint([], { [envName(flag)]: secret })];
    expect(said[0]).toContain(`--${flag} must be `);
    expect(said[1]).toContain(`${envName(flag)} must be `);
    expect(said.join()).not.toContain(secret);
  });
});

describe('the door', () => {
  const open = ['0.0.0.0', '::', '192.168.1.5', '127.0.0.1.evil.example', '127.1', 'calls.example', '::ffff:10.0.0.1'];

  it.each(open)('stays shut without a token: --host %s', (host) => {
    const said = complaint(['--host', host]);
    expect(said).toContain(`--host ${host} `);
    expect(said).toContain('--token-file');
    expect(complaint([], { CALLSCOPE_HOST: host })).toBe(said);
  });

  it.each(open)('opens with a token: --host %s', (host) => {
    expect(settings(['--host', host, '--token-file', 'tokens']).host).toBe(host);
  });

  it('cannot ask everyone for a token when there is none', () => {
    expect(complaint(['--ingest-token', 'required'])).toMatch(/^--ingest-token required .*--token-file/);
    expect(settings(['--ingest-token', 'required', '--token-file', 'tokens']).ingestToken).toBe('required');
  });
});

it('helps when asked to, whatever else is wrong', () => {
  expect(readSettings(['--help', '--port', 'many'], {})).toEqual({ kind: 'help' });
  expect(readSettings(['--nonsense', '-h'], { CALLSCOPE_NONSENSE: '1' })).toEqual({ kind: 'help' });
});

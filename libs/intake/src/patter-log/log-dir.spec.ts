import { logDir } from './log-dir';

const LINUX = { platform: 'linux', home: '/home/ann', env: {} } as const;

it.each<[string, object, string]>([
  ['/var/log/patter', {}, '/var/log/patter'],
  ['~/calls', {}, '/home/ann/calls'],
  ['auto', {}, '/home/ann/.local/share/patter'],
  [' AUTO ', {}, '/home/ann/.local/share/patter'],
  ['auto', { env: { XDG_DATA_HOME: '/data' } }, '/data/patter'],
  ['auto', { env: { XDG_DATA_HOME: '' } }, '/home/ann/.local/share/patter'],
  ['auto', { platform: 'darwin' }, '/home/ann/Library/Application Support/patter'],
  ['auto', { platform: 'win32', env: { LOCALAPPDATA: '/local' } }, '/local/patter'],
  ['auto', { platform: 'win32' }, '/home/ann/AppData/Local/patter'],
])('%s means, in %j, %s', (given, there, folder) => {
  expect(logDir(given, { ...LINUX, ...there })).toBe(folder);
});

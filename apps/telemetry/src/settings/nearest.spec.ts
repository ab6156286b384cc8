import { nearest } from './nearest';

const KNOWN = ['port', 'host', 'data', 'token-file', 'allow-host', 'allow-origin', 'log-level', 'mask'];

it.each([
  ['port', 'port'],
  ['prot', 'port'],
  ['hots', 'host'],
  ['token', 'token-file'],
  ['tokens', 'token-file'],
  ['allowhost', 'allow-host'],
  ['allow-origins', 'allow-origin'],
  ['loglevel', 'log-level'],
  ['level', 'log-level'],
  ['masks', 'mask'],
])('%s is most like %s', (name, best) => {
  expect(nearest(name, KNOWN)).toBe(best);
});

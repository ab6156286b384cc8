import { readSqliteAddon, warningOfAddon } from './sqlite-addon';

const compiledLately = (): Buffer => Buffer.from('\0_ZN4node28RemoveEnvironmentCleanupHookEPN2v87IsolateE\0');
const readyMade = (): Buffer => Buffer.from('\0_ZN4node25AddEnvironmentCleanupHookEPN2v87IsolateE\0');

it('warns of an addon that Node 24 cannot collect', () => {
  expect(warningOfAddon('24.21.0', compiledLately)).toMatch(/^Node 24\.21\.0 will abort this service: better-sqlite3 /);
});

it('has nothing to say of a ready-made addon, or of a Node that can', () => {
  expect(warningOfAddon('24.21.0', readyMade)).toBeNull();
  expect(warningOfAddon('26.10.0', compiledLately)).toBeNull();
  expect(warningOfAddon('20.20.2', compiledLately)).toBeNull();
});

it('reads the addon only where it matters', () => {
  const read = jest.fn(compiledLately);
  warningOfAddon('22.23.3', read);
  expect(read).not.toHaveBeenCalled();
});

it('finds the addon that is in use', () => {
  // Every addon registers a hook for the end of its environment: the names of what it calls are in the file.
  expect(readSqliteAddon().includes('AddEnvironmentCleanupHook')).toBe(true);
});

import fc from 'fast-check';
import type { ProjectionDefinition } from './projection';
import { inOrder } from './projection-order';

function projection(name: string, source = 'log'): ProjectionDefinition {
  return { name, version: 1, source, keys: () => [], evolve: () => null };
}

function namesInOrder(...projections: ProjectionDefinition[]): string[] {
  return inOrder(projections).map(({ name }) => name);
}

describe('inOrder', () => {
  it('puts each projection after the one it reads from', () => {
    expect(namesInOrder(projection('a', 'b'), projection('b', 'c'), projection('c'))).toEqual(['c', 'b', 'a']);
  });

  it('gives one order however the projections were found', () => {
    const all = [projection('b'), projection('a', 'd'), projection('c', 'b'), projection('d'), projection('e', 'b')];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (found) => {
        expect(namesInOrder(...found)).toEqual(['d', 'a', 'b', 'c', 'e']);
      }),
    );
  });

  it('takes none', () => {
    expect(inOrder([])).toEqual([]);
  });

  it('refuses a source that there is not, and says who asked for it', () => {
    expect(() => namesInOrder(projection('a', 'missing'))).toThrow('projection a reads from missing');
  });

  it.each([
    ['itself', [projection('a', 'a')], 'a -> a'],
    ['one that reads from it', [projection('a', 'b'), projection('b', 'a')], 'a -> b -> a'],
    ['a circle', [projection('a', 'b'), projection('b', 'c'), projection('c', 'b')], 'a -> b -> c -> b'],
  ])('refuses a projection that reads from %s', (_what, projections, circle) => {
    expect(() => inOrder(projections)).toThrow(circle);
  });

  it('refuses two of one name', () => {
    expect(() => namesInOrder(projection('a'), projection('b'), projection('a'))).toThrow('share a name');
  });

  it('refuses one that follows the changes of sums: they tell none', () => {
    const sums = (source: string): ProjectionDefinition => ({
      ...{ name: 'sums', version: 1, source },
      shares: () => [],
      open: () => ({ add: () => undefined, toRow: () => null }),
    });
    expect(inOrder([sums('a'), projection('a')]).map(({ name }) => name)).toEqual(['a', 'sums']);
    expect(() => inOrder([projection('a', 'sums'), sums('log')])).toThrow('a reads from sums, which tells no single');
  });

  it('refuses one called log', () => {
    expect(() => namesInOrder(projection('log'))).toThrow('cannot be called log');
  });

  it.each(['', 'Calls', 'calls_list', '-calls', 'calls-', 'a--b', '1st', 'x; DROP TABLE y', 'calls list'])(
    'refuses the name "%s"',
    (name) => {
      expect(() => namesInOrder(projection(name))).toThrow('is not lower case words');
    },
  );

  it.each(['calls', 'active-calls', 'p95-by-hour'])('takes the name "%s"', (name) => {
    expect(namesInOrder(projection(name))).toEqual([name]);
  });
});

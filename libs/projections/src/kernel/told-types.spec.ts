import type { ProjectionDefinition } from './projection';
import { typesOf } from './told-types';

const from = (source: string, ...types: string[]): ProjectionDefinition =>
  ({ source, ...(types.length > 0 && { types }) }) as unknown as ProjectionDefinition;

it.each<[string, ProjectionDefinition[], readonly string[] | null]>([
  ['those of one', [from('log', 'a', 'b')], ['a', 'b']],
  ['those of all, each once', [from('log', 'a', 'b'), from('log', 'b', 'c')], ['a', 'b', 'c']],
  ['all, where one says none', [from('log', 'a'), from('log')], null],
  ['no matter what follows others', [from('log', 'a'), from('calls')], ['a']],
])('read models want %s', (_what, projections, types) => {
  expect(typesOf(projections)).toEqual(types);
});

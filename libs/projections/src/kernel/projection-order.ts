import { laneOf } from './lanes';
import { isSum, type ProjectionDefinition } from './projection';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * The projections, each after the one it reads from.
 * @throws Error when two share a name, a name is malformed, or a source is missing or goes in a circle.
 */
export function inOrder(projections: readonly ProjectionDefinition[]): ProjectionDefinition[] {
  const byName = new Map(projections.map((projection) => [projection.name, projection]));
  if (byName.size !== projections.length) throw new Error('two projections share a name');
  const ordered = new Set<ProjectionDefinition>();

  const visit = (name: string, path: readonly string[]): void => {
    const projection = byName.get(name);
    if (!projection) throw new Error(`projection ${path.at(-1) ?? ''} reads from ${name}, which there is not`);
    if (name === 'log') throw new Error('a projection cannot be called log: that is what they read from');
    if (!NAME.test(name)) throw new Error(`projection name "${name}" is not lower case words joined by -`);
    if (path.includes(name)) throw new Error(`projections go in a circle: ${[...path, name].join(' -> ')}`);
    if (ordered.has(projection)) return;
    const source = byName.get(projection.source);
    if (source && laneOf(source) !== laneOf(projection))
      throw new Error(`projection ${name} is in another lane than ${source.name}, which it reads from`);
    if (source && isSum(source))
      throw new Error(`projection ${name} reads from ${source.name}, which tells no single changes`);
    if (projection.source !== 'log') visit(projection.source, [...path, name]);
    ordered.add(projection);
  };
  for (const name of [...byName.keys()].sort()) visit(name, []);
  return [...ordered];
}

import type { ProjectionDefinition } from './projection';

/** The types of events that concern any of these read models, each once; null when one of them may want every event. */
export function typesOf(projections: readonly ProjectionDefinition[]): readonly string[] | null {
  const told = projections.filter(({ source }) => source === 'log').map(({ types }) => types);
  const lists = told.filter((types) => types !== undefined);
  return lists.length === told.length ? [...new Set(lists.flat())] : null;
}

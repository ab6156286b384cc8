import { namesIn, type Schemas } from '../openapi/schema/sent-events';

/** Of `schemas`, those that a part of a document leads to, and those that they lead to. */
export function reachedSchemas(from: unknown, schemas: Schemas): Schemas {
  const reached = new Set<string>();
  const open = namesIn(from);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    open.push(...namesIn(schemas[name]));
  }
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => reached.has(name)));
}

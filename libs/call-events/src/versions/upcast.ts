import { isCustom } from '../events';
import { REGISTRY, type Registry } from './registry';
import { UnknownVersionError } from './unknown-version.error';
import type { DataOfVersion } from './upcaster';

/** An event in the version in which it was stored. */
export interface OfSomeVersion {
  readonly type: string;
  readonly v: number;
  readonly data: object;
}

/**
 * The current form of a stored event; the very same object when it is that already. What a producer made up itself
 * (`custom.*`) has no versions that we know of.
 * @throws UnknownVersionError rather than to guess what the event says.
 */
export function upcast<E extends OfSomeVersion>(stored: E, registry: Registry = REGISTRY): E {
  const known = registry.get(stored.type);
  if (known?.v === stored.v || isCustom(stored)) return stored;
  // So written that a version which is no number is refused too.
  if (!(known && stored.v < known.v)) throw new UnknownVersionError(stored.type, stored.v, known?.v ?? null);
  let data = stored.data as DataOfVersion;
  for (let v = stored.v; v < known.v; v++) {
    const next = known.upcasters[v];
    if (!next) throw new UnknownVersionError(stored.type, stored.v, known.v);
    data = next(data);
  }
  return { ...stored, v: known.v, data };
}

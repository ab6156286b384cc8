/** `data` of some version, as it was stored. */
export type DataOfVersion = Readonly<Record<string, unknown>>;

/**
 * Makes the next version of `data` of one version. Pure, and it changes nothing of what it is given. Of an erased event
 * the personal fields are gone, so it has to do without them.
 */
export type Upcaster = (data: DataOfVersion) => DataOfVersion;

/** The upcasters of a type by the version that they take: `1` makes version 2 of version 1. */
export type Upcasters = Readonly<Record<number, Upcaster>>;

/** How far a type has come, and how its older events follow. */
export interface Versioned {
  /** The version of `data` that is written. */
  readonly v: number;
  readonly upcasters: Upcasters;
}

/** Found when the program is loaded rather than when an old event is read. */
export function assertUnbroken(type: string, { v, upcasters }: Versioned): void {
  const steps = Array.from({ length: v - 1 }, (_, index) => String(index + 1));
  if (Object.keys(upcasters).join() === steps.join()) return;
  throw new Error(`${type} is in version ${v}, so it needs an upcaster of each version before it and no other`);
}

import { isObject, type Rule } from './rule';

/** What an object may hold, by name: what that may hold in turn, null when it is no object with fields of its own. */
export type Members = ReadonlyMap<string, Members | null>;

/** A rule that tells what the object that it judges may hold. */
export interface ObjectRule extends Rule {
  readonly members: Members;
}

/** Null for a rule of anything but an object with fields. */
export function membersOf(rule: Rule): Members | null {
  return (rule as Partial<ObjectRule>).members ?? null;
}

/** Does an object hold, at any level, what nobody knows? Allocates nothing. False where no members are told. */
export function holdsUnknown(value: unknown, members: Members | null): boolean {
  if (members === null || !isObject(value)) return false;
  for (const name in value) {
    const below = members.get(name);
    if (below === undefined || holdsUnknown(value[name], below)) return true;
  }
  return false;
}

/** A copy of what is known of an object; undefined when that is nothing. What is no object stays as it is. */
export function knownOf(value: unknown, members: Members | null): unknown {
  if (members === null || !isObject(value)) return value;
  const known: Record<string, unknown> = {};
  for (const [name, below] of members) {
    const member = knownOf(value[name], below);
    if (member !== undefined) known[name] = member;
  }
  return Object.keys(known).length === 0 ? undefined : known;
}

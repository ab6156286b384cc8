import { membersOf, type ObjectRule } from './members';
import { type Flaw, isObject, type Rule } from './rule';

/** The rule of each field of an object, and which fields must be there. */
export interface Fields {
  readonly required?: Readonly<Record<string, Rule>>;
  readonly optional?: Readonly<Record<string, Rule>>;
}

/**
 * An object with these fields. One that is absent or null is not told; one that is not named here is let through, and
 * counts as personal (see event-spec.ts), since nobody knows what it says.
 */
export function objectOf({ required = {}, optional = {} }: Fields): ObjectRule {
  const rules: readonly (readonly [name: string, rule: Rule, must: boolean])[] = [
    ...Object.entries(required).map(([name, rule]) => [name, rule, true] as const),
    ...Object.entries(optional).map(([name, rule]) => [name, rule, false] as const),
  ];
  const judge = (value: unknown, path: string): Flaw | null => {
    if (!isObject(value)) return { field: path, message: 'must be an object' };
    for (const [name, rule, must] of rules) {
      const field = value[name];
      if (field === undefined || field === null) {
        if (must) return { field: `${path}.${name}`, message: 'is required' };
        continue;
      }
      const flaw = rule(field, `${path}.${name}`);
      if (flaw) return flaw;
    }
    return null;
  };
  return Object.assign(judge, { members: new Map(rules.map(([name, rule]) => [name, membersOf(rule)])) });
}

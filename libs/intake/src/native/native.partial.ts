import { type Flaw, isObject, partialFields } from '@callscope/call-events';

export const PARTIAL_TYPE = 'transcript.partial';

/** Judges words in passing by the rules that call-events has for them. They are no event of the log, so have no spec. */
export const partialSpec = {
  guard(data: unknown, path: string): Flaw | null {
    if (!isObject(data)) return { field: path, message: 'must be an object' };
    for (const [name, rule] of REQUIRED) {
      const value = data[name] ?? null;
      const flaw =
        value === null ? { field: `${path}.${name}`, message: 'is required' } : rule(value, `${path}.${name}`);
      if (flaw) return flaw;
    }
    for (const [name, rule] of OPTIONAL) {
      const value = data[name] ?? null;
      const flaw = value === null ? null : rule(value, `${path}.${name}`);
      if (flaw) return flaw;
    }
    return null;
  },
};

const REQUIRED = Object.entries(partialFields.required);
const OPTIONAL = Object.entries(partialFields.optional);

import { type EventSource, isObject } from '@callscope/call-events';

/** Stands in an event whose producer does not say who it is. */
export const UNNAMED_SOURCE: EventSource = { framework: 'custom', adapter: 'native' };

const MAX_CHARACTERS = 256;
export const SOURCE_RULE = 'must be an object';
export const SOURCE_TEXT_RULE = `must be a text of 1 to ${MAX_CHARACTERS} characters`;

const MEMBERS = ['framework', 'adapter', 'sdk', 'version'] as const;

/** A member of a source, when it is told. */
export function isSourceText(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_CHARACTERS;
}

let last = UNNAMED_SOURCE;

/**
 * Who told it; what a producer leaves open is filled in, and members that no source has are not kept. The same object
 * for event after event of one source.
 * A path and its rule when a member is no text.
 */
export function readSource(sent: unknown): EventSource | { readonly field: string; readonly message: string } {
  if (sent === undefined || sent === null) return UNNAMED_SOURCE;
  if (!isObject(sent)) return { field: 'source', message: SOURCE_RULE };
  if (isLast(sent)) return last;
  const told: Partial<Record<(typeof MEMBERS)[number], string>> = {};
  for (const member of MEMBERS) {
    const value = sent[member] ?? null;
    if (value === null) continue;
    if (!isSourceText(value)) return { field: `source.${member}`, message: SOURCE_TEXT_RULE };
    told[member] = value as string;
  }
  return (last = Object.freeze({ ...UNNAMED_SOURCE, ...told }));
}

function isLast(sent: Readonly<Record<string, unknown>>): boolean {
  return (
    sent['framework'] === last.framework &&
    sent['adapter'] === last.adapter &&
    sent['sdk'] === last.sdk &&
    sent['version'] === last.version
  );
}

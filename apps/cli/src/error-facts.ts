/** What a caught value says of itself. Read by its fields: it may come from another realm, where instanceof fails. */
export function messageOf(error: unknown): string {
  return fieldOf(error, 'message') ?? String(error);
}

export function codeOf(error: unknown): string | undefined {
  return fieldOf(error, 'code');
}

export function causeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
}

function fieldOf(error: unknown, key: 'message' | 'code'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

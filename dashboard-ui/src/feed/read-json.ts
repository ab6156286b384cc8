import { goToLoginIfAsked } from './login';

/** What became of a read. Every outcome is a value: whoever asked says it to the reader. */
export type Answer<T> =
  | { readonly kind: 'found'; readonly data: T }
  | { readonly kind: 'gone' }
  /** `message`: the service's own words, where it said some. */
  | { readonly kind: 'failed'; readonly message: string | null };

/** `GET` of JSON from the service; `query`: what is null is not asked. Aborted reads fail, too: nobody waits for them. */
export async function readJson<T>(
  path: string,
  query: Readonly<Record<string, string | number | null>>,
  signal: AbortSignal,
): Promise<Answer<T>> {
  const asked = Object.entries(query).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]]));
  const search = asked.length === 0 ? '' : `?${new URLSearchParams(asked).toString()}`;
  try {
    const answer = await fetch(`${path}${search}`, { signal, headers: { accept: 'application/json' } });
    if (answer.ok) return { kind: 'found', data: (await answer.json()) as T };
    if (answer.status === 404) return { kind: 'gone' };
    if (answer.status === 401) void goToLoginIfAsked();
    const told = (await answer.json().catch(() => null)) as { detail?: unknown } | null;
    return { kind: 'failed', message: typeof told?.detail === 'string' ? told.detail : null };
  } catch {
    return { kind: 'failed', message: null };
  }
}

/** How far the log of a service goes. */
export interface Head {
  readonly log: string;
  readonly position: number;
}

const ANSWER_WITHIN_MS = 30_000;

/** Null when no service answers there, or it does not tell. */
export async function headOf(url: string): Promise<Head | null> {
  try {
    const response = await fetch(`${url}/health`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const { log, head } = (await response.json()) as { log?: unknown; head?: unknown };
    if (typeof log !== 'string') return null;
    return { log, position: typeof head === 'string' ? Number(head.slice(head.lastIndexOf('-') + 1)) : 0 };
  } catch {
    return null;
  }
}

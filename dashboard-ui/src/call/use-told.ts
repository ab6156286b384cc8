import type { StoredEvent, UsageRecordedData } from '@callscope/call-events';

/** What was used of one component, as far as it was told. */
export interface Used {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly characters: number;
  readonly audio_ms: number;
}

const FIELDS = ['input_tokens', 'output_tokens', 'characters', 'audio_ms'] as const;

/** By component. Deltas add up; of what is told as a sum, the newest of each provider and model counts. */
export function usedIn(events: readonly StoredEvent[]): Map<string, Used> {
  const sums = new Map<string, { readonly component: string; readonly used: Record<keyof Used, number> }>();
  for (const event of events) {
    if (event.type !== 'usage.recorded') continue;
    const data: UsageRecordedData = event.data;
    const key = JSON.stringify([data.component, data.provider, data.model]);
    const before = sums.get(key)?.used;
    sums.set(key, {
      component: data.component,
      used: added(FIELDS, (field) => (data.mode === 'delta' ? (before?.[field] ?? 0) : 0) + (data[field] ?? 0)),
    });
  }
  const used = new Map<string, Used>();
  for (const { component, used: one } of sums.values()) {
    const others = used.get(component);
    used.set(
      component,
      added(FIELDS, (field) => (others?.[field] ?? 0) + one[field]),
    );
  }
  return used;
}

function added<F extends string>(fields: readonly F[], of: (field: F) => number): Record<F, number> {
  return Object.fromEntries(fields.map((field) => [field, of(field)])) as Record<F, number>;
}
